"""Titles in the order of a shelf: without the quotes and the article they begin with."""

import re

from search.analysis import fold

_QUOTES = re.compile(r"[\W_]*")
#: Articles by language, folded; « à », folded, is « a », and no article in French.
_FRENCH = r"(?:les?|la|une?|des|du|the)\s+|l['’]\s*"
_ARTICLES = {
    "en": r"(?:the|an?)\s+",
    "de": r"(?:der|die|das|ein|eine)\s+",
    "es": r"(?:el|los|las?|una?)\s+",
    "it": r"(?:il|lo|la|i|gli|le|una?|uno)\s+|(?:l|un)['’]\s*",
}
_BY_LANGUAGE = {language: re.compile(article) for language, article in _ARTICLES.items()}
_ELSE = re.compile(_FRENCH)


def marked_length(title: str, article: str) -> int:
    """How many characters of a title do not count for its order, as a catalogue marked them.

    0 where nobody marked any, or where the title no longer begins with them.
    """
    end = len(article)
    if not article or not title.startswith(article):
        return 0
    if article[-1].isalnum() and title[end : end + 1].isalnum():
        return 0
    return end + len(title[end:]) - len(title[end:].lstrip())


def filing_start(title: str, article: str = "", language: str = "") -> int:
    """Where in its folded form a title begins to count for its order; 0 when nothing else would remain."""
    folded = fold(title)
    if marked := marked_length(title, article):
        start = len(folded) - len(fold(title[marked:]))
    else:
        start = _end(_QUOTES, folded)
        start = _end(_BY_LANGUAGE.get(language, _ELSE), folded, start)
    start = _end(_QUOTES, folded, start)
    return start if start < len(folded) else 0


def _end(pattern: re.Pattern[str], text: str, start: int = 0) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start
