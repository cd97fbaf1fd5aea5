"""Diagnostics of SRU: what was asked and cannot be done, by the numbers of the standard's list."""

_MESSAGES = {
    4: "Unsupported operation",
    5: "Unsupported version",
    6: "Unsupported parameter value",
    7: "Mandatory parameter not supplied",
    8: "Unsupported parameter",
    10: "Query syntax error",
    16: "Unsupported index",
    19: "Unsupported relation",
    20: "Unsupported relation modifier",
    27: "Empty term unsupported",
    28: "Masking character not supported",
    31: "Anchoring character not supported",
    36: "Term in invalid format for index or relation",
    37: "Unsupported boolean operator",
    46: "Unsupported boolean modifier",
    48: "Query feature unsupported",
    61: "First record position out of range",
    66: "Unknown schema for retrieval",
    71: "Unsupported record packing",
    80: "Sort not supported",
    82: "Unsupported sort sequence",
    110: "Stylesheets not supported",
}


class Diagnostic(Exception):
    """One thing that cannot be done."""

    def __init__(self, number: int, details: str = "") -> None:
        super().__init__(details)
        self.number = number
        self.details = details

    @property
    def uri(self) -> str:
        """How the standard names it."""
        return f"info:srw/diagnostic/1/{self.number}"

    @property
    def message(self) -> str:
        """What it says in words."""
        return _MESSAGES[self.number]
