"""Protocol errors of OAI-PMH (§3.6): answered with status 200, as part of the document."""


class OaiError(Exception):
    """What was asked cannot be answered; `code` is the protocol's word for why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class BadVerb(OaiError):
    """No verb, two verbs, or one the protocol does not have."""

    def __init__(self) -> None:
        super().__init__("badVerb", "The verb is missing, repeated or unknown.")


class BadArgument(OaiError):
    """An argument is missing, repeated, not the verb's, or not of its form."""

    def __init__(self, message: str) -> None:
        super().__init__("badArgument", message)
