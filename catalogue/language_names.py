"""What languages are called, in the language of whoever reads it."""

from babel import Locale, UnknownLocaleError


def language_name(code: str, spoken: str) -> str:
    """The name of a document's language; its code when it has none."""
    try:
        return Locale.parse(code).get_language_name(spoken) or code
    except (ValueError, UnknownLocaleError):
        return code
