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

from exchange.formats.reference import CreatorName, Reference

#: The ten characters TeX gives a meaning to; BibTeX counts braces even where they are escaped, so each
#: stands with an unseen partner (as Zotero writes them). Accents stay as they are.
_SPECIAL = {
    "\\": r"\textbackslash",
    "~": r"\textasciitilde",
    "^": r"\textasciicircum",
    "{": r"\{\vphantom{\}}",
    "}": r"\vphantom{\{}\}",
    **{each: "\\" + each for each in "&%$#_"},
}
_NEEDING = frozenset(_SPECIAL)
_HASH = re.compile("[0-9a-f]{64}")


def write(references: Iterable[Reference]) -> Iterator[bytes]:
    """One chunk an entry, in UTF-8."""
    for reference in references:
        fields = [Field(name, value) for name, value in _fields(reference).items() if value]
        entry = Entry(reference.kind.bibtex, _key(reference), fields)
        yield (bibtexparser.write_string(Library([entry])) + "\n").encode()


def _fields(reference: Reference) -> dict[str, str]:
    year, month = (*reference.date, 0, 0)[:2]
    publisher = "institution" if reference.kind.bibtex == "techreport" else "publisher"
    if reference.kind.bibtex == "phdthesis":
        publisher = "school"
    return {
        "title": _escaped(reference.title),
        "author": " and ".join(map(_author, reference.authors)),
        publisher: _escaped(reference.institution),
        "year": str(year or ""),
        "month": str(month or ""),
        "date": reference.issued,
        "type": _escaped(reference.type),
        "language": reference.language,
        "pagetotal": str(reference.pages or ""),
        "abstract": _escaped(reference.abstract),
        "keywords": _escaped("; ".join(reference.keywords)),
        "url": reference.address,
        "note": _escaped(reference.rights),
    }


def _author(name: CreatorName) -> str:
    """A body stands in braces of its own, or BibTeX would take its last word for a family name."""
    family = _escaped(name.family)
    return f"{family}, {_escaped(name.given)}" if name.given else f"{{{family}}}"


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
    return str(_encoder().unicode_to_latex(text))


@lru_cache
def _encoder() -> UnicodeToLatexEncoder:
    rule = UnicodeToLatexConversionRule(
        RULE_DICT, {ord(character): escape for character, escape in _SPECIAL.items()}
    )
    return UnicodeToLatexEncoder(
        conversion_rules=[rule],
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="braces-after-macro",
    )
