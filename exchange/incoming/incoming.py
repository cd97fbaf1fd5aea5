"""What every format is read into: a record's words under the names of our fields, nothing looked up yet.

A value is taken whole or not at all: what holds a character that could not be read is set aside and told, as
is each column, field or zone that has no counterpart here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalogue.encodings import LOST, is_whole
from catalogue.intake import Rejection

#: Names beside those of our fields: words that may be themes, programmes or places, and files or addresses
#: where the document may be.
SUBJECTS = "subjects"
FILES = "files"
#: A word that is a type of document if a vocabulary knows it as one, else a subject.
FORM = "form"
#: Words that may be several, between commas that a label may hold itself.
LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record of a file."""

    #: Its place in the file, counted from 1.
    number: int
    #: The line it begins on; None where the format has none.
    line: int | None
    #: Its identifier in the catalogue it comes from; empty when it has none.
    own: str = ""
    #: Name of one of our fields, SUBJECTS or FILES → what the record says, in its order.
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Columns, fields or zones that say something and are not taken over, by the names of their format.
    left: tuple[str, ...] = ()
    #: What was set aside of this record, one French sentence each.
    remarks: tuple[str, ...] = ()
    #: Column → cell, for a table that may be one of our own, corrected.
    cells: Mapping[str, str] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """The first value of a field, empty when there is none."""
        return next(iter(self.values.get(name, ())), "")


Parsed = Incoming | Rejection


#: Controls, among them the marks around words that do not count for order (ISO 6630).
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufffe\uffff]")
_NON_SORTING = re.compile(r"<<([^<>]*)>>|¬([^¬]*)¬")
#: Such words at the head of a title.
_ARTICLE = re.compile(r"\s*(?:[\x88\x98]([^\x80-\x9f]+)[\x89\x9c]|<<([^<>]+)>>|¬([^¬]+)¬)\s*\w")
#: What spreadsheets put in the place of a value: a long number shortened, an error, a column too narrow.
_SPOILT = re.compile(r"\d(?:[.,]\d+)?E\+\d{2}|#(?:REF|NOM|NAME|N/A|VALEUR|VALUE|DIV/0|NULL|NUM)[!?]?!?|#{4,}")


def gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Field → its values, spaces made single, repeats and empty ones left out.

    What the title marks as not counting for its order becomes its article.
    """
    found: dict[str, dict[str, None]] = {}
    for name, value in pairs:
        if name == "title" and name not in found and (marked := _ARTICLE.match(value)):
            found.setdefault("article", {})[_plain("".join(filter(None, marked.groups())))] = None
        if plain := _plain(value):
            found.setdefault(name, {})[plain] = None
    return {name: tuple(values) for name, values in found.items()}


def _plain(value: str) -> str:
    return " ".join(_NON_SORTING.sub(r"\1\2", _UNSEEN.sub("", value)).split())


def whole(values: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The values that could be read whole, and why the others were set aside."""
    kept: dict[str, tuple[str, ...]] = {}
    remarks: list[str] = []
    for name, each in values.items():
        good = tuple(value for value in each if is_whole(value) and not _SPOILT.fullmatch(value))
        remarks += (_set_aside(value) for value in each if value not in good)
        if good:
            kept[name] = good
    return kept, tuple(remarks)


def _set_aside(value: str) -> str:
    if is_whole(value):
        return f"« {value} » laissé de côté : le tableur l'a mis à la place de la vraie valeur."
    return (
        f"« {value.replace(LOST, '…')[:80]} » laissé de côté : des caractères y sont illisibles ; "
        "exportez le fichier en UTF-8."
    )
