"""Addresses of the web as they come: from a notice, another centre, a form. None of them stops anybody."""

from urllib.parse import SplitResult, urlsplit

_NONE = SplitResult("", "", "", "", "")


def split_address(value: str) -> SplitResult:
    """The parts of an address; all empty when it is malformed (`http://[x`, a port that is no number)."""
    try:
        parts = urlsplit(value)
        _ = parts.port, parts.hostname
    except ValueError:
        return _NONE
    return parts
