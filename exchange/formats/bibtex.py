"""BibTeX, in UTF-8 as biber, Zotero and JabRef read it; only what LaTeX itself would execute is escaped."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import (
    RULE_DICT,
    UnicodeToLatexConversionRule,
    UnicodeToLatexEncoder,
)

from exchange.formats.names import CreatorName
from exchange.formats.reference import Reference

#: The ten characters TeX gives a meaning to. BibTeX counts braces even where they are escaped, so those of a
#: text that has not as many of one as of the other have names. Accents stay as they are.
_SPECIAL = {
    "\\": r"\textbackslash",
    "~": r"\textasciitilde",
    "^": r"\textasciicircum",
    "{": r"\textbraceleft",
    "}": r"\textbraceright",
    **{each: "\\" + each for each in "&%$#_"},
}
#: What each type of entry calls its publisher; those that are not here have an organization.
_PUBLISHER = {"techreport": "institution", "phdthesis": "school", "book": "publisher", "article": "publisher"}
_LANGUAGES = {"fr": "french", "en": "english", "es": "spanish", "de": "german", "it": "italian"}
_WITH_PAGES = frozenset({"techreport", "phdthesis", "book"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NEEDING = frozenset(_SPECIAL)
_HASH = re.compile("[0-9a-f]{64}")


def write(references: Iterable[Reference]) -> Iterator[bytes]:
    """One chunk an entry, in UTF-8."""
    for reference in references:
        named = _fields(reference).items()
        fields = [Field(name, _enclosed(name, value)) for name, value in named if value]
        entry = Entry(reference.kind.bibtex, _key(reference), fields)
        yield (bibtexparser.write_string(Library([entry]), unparse_stack=[]) + "\n").encode()


def _enclosed(name: str, value: str) -> str:
    """The value in braces; a month is one of the words that styles define (`jan`)."""
    return value if name == "month" else f"{{{value}}}"


def _fields(reference: Reference) -> dict[str, str]:
    year, month = (*reference.date, 0, 0)[:2]
    entry = reference.kind.bibtex
    first, last = reference.first_and_last_page
    article = entry == "article"
    return {
        "title": _escaped(reference.title),
        "author": " and ".join(map(_author, reference.authors)),
        _PUBLISHER.get(entry, "organization"): _escaped(reference.publisher),
        "journal" if article else "booktitle": _escaped(reference.journal),
        "volume": _escaped(reference.volume),
        "number": _escaped(reference.issue),
        "pages": (f"{first}--{last}" if last else first) if article else "",
        "series": _escaped(reference.collection),
        "year": str(year or ""),
        "month": _MONTHS[month - 1] if month else "",
        "date": reference.issued,
        "type": _escaped(reference.type),
        "language": reference.language,
        # Styles leave the capitals of a title alone only where they know that it is not English.
        "langid": _LANGUAGES.get(reference.language, ""),
        "pagetotal": str(reference.pages or "") if entry in _WITH_PAGES else "",
        "isbn": ", ".join(reference.isbn),
        "issn": ", ".join(reference.issn),
        "doi": reference.doi,
        "library": _escaped(reference.shelf_mark),
        "abstract": _escaped(reference.abstract),
        "keywords": ", ".join(map(_keyword, reference.keywords)),
        "url": reference.address,
        "urldate": reference.accessed,
        "note": _escaped(reference.rights),
    }


def _keyword(word: str) -> str:
    """A label that holds a comma stands in braces: commas part keywords."""
    return f"{{{_escaped(word)}}}" if "," in word or ";" in word else _escaped(word)


def _author(name: CreatorName) -> str:
    """A body stands in braces of its own, or BibTeX would take its last word for a family name."""
    family = _escaped(name.family)
    given, _comma, suffix = name.given.partition(", ")  # « King, Martin Luther, Jr. »
    parts = (family, _escaped(suffix), _escaped(given))
    return ", ".join(filter(None, parts)) if given else f"{{{family}}}"


def _key(reference: Reference) -> str:
    """`martin2007-3f2a91c04d1e`: readable, and its own whatever list it stands in."""
    name = reference.authors[0].family if reference.authors else reference.title
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall("[A-Za-z0-9]+", plain)
    known = reference.identifier[:12] if _HASH.fullmatch(reference.identifier) else reference.identifier
    own = re.sub("[^A-Za-z0-9_.-]", "-", known)
    return f"{(words or ['fonds'])[0].lower()}{reference.issued[:4]}-{own}"


def _escaped(text: str) -> str:
    # The encoder looks at each character for a hundred times as long as this.
    if _NEEDING.isdisjoint(text):
        return text
    return str(_encoder(balanced=_is_balanced(text)).unicode_to_latex(text))


def _is_balanced(text: str) -> bool:
    level = 0
    for letter in text:
        level += (letter == "{") - (letter == "}")
        if level < 0:
            return False
    return level == 0


@lru_cache
def _encoder(*, balanced: bool) -> UnicodeToLatexEncoder:
    special = _SPECIAL | ({"{": r"\{", "}": r"\}"} if balanced else {})
    rule = UnicodeToLatexConversionRule(
        RULE_DICT, {ord(character): escape for character, escape in special.items()}
    )
    return UnicodeToLatexEncoder(
        conversion_rules=[rule],
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="braces-after-macro",
    )
