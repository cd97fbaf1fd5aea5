"""Doubles: what an import brings that may be there already, told and never decided.

Two notices may be of one publication when they share an ISBN or a DOI, or title, first author and year.
"""

from collections.abc import Iterator, Mapping

from catalogue.errors import IndexMissingError
from catalogue.library import Library
from catalogue.log import Log
from catalogue.notice import Value
from catalogue.vocabulary.labels import fold
from exchange.formats.names import name_of

#: Key → identifier and title of the first notice that has it.
_Seen = dict[str, tuple[str, str]]
_ISBN_10 = 10


class Doubles:
    """The publications of one library, and of the import itself as far as it has come."""

    def __init__(self, library: Library) -> None:
        self._seen: _Seen = {}
        for identifier, values in _held(library):
            self.add(identifier, values)

    def add(self, identifier: str, values: Mapping[str, Value]) -> None:
        """Remember a notice."""
        for key in keys(values):
            self._seen.setdefault(key, (identifier, str(values.get("title", ""))))

    def of(self, identifier: str, values: Mapping[str, Value]) -> str:
        """Which notice this one may double, in a French sentence; empty when none is known."""
        for key in keys(values):
            other, title = self._seen.get(key, (identifier, ""))
            if other != identifier:
                return f"« {title} » ({other}) a {_SHARED[key.partition(':')[0]]} ; gardez l'une des deux."
        return ""


_SHARED = {"isbn": "le même ISBN", "doi": "le même DOI", "title": "mêmes titre, auteur et année"}


def keys(values: Mapping[str, Value]) -> Iterator[str]:
    """What tells a publication from others."""
    for number in values.get("isbn", ()):
        yield f"isbn:{_isbn(number)}"
    if doi := values.get("doi"):
        yield f"doi:{str(doi).casefold()}"
    title, year = fold(str(values.get("title", ""))), str(values.get("issued", ""))[:4]
    creators = values.get("creators", ())
    if title and year and creators:
        yield f"title:{title}|{fold(name_of(next(iter(creators))).family)}|{year}"


def _isbn(number: str) -> str:
    """The nine figures that both forms of an ISBN share."""
    figures = "".join(each for each in number if each.isalnum()).upper()
    return figures[:9] if len(figures) == _ISBN_10 else figures[3:12]


def _held(library: Library) -> Iterator[tuple[str, Mapping[str, Value]]]:
    try:
        for entry in Log(library.log_path).entries():
            if record := entry.record:
                named = ("title", "issued", "creators", "isbn", "doi")
                yield record.identifier, {name: getattr(record, name) for name in named}
    except IndexMissingError:
        return
