"""Corrections: a table of ours that somebody exported, corrected in a spreadsheet and brings back.

A row whose identifier is that of a notice of this library says how the notice should be; each cell is
compared with what the notice says, by its meaning and not by its letters, so that what a spreadsheet or
another language writes otherwise is no change. What differs becomes one step of the desk's history, undone at
once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalogue.centre import centre_of
from catalogue.decided import Decisions
from catalogue.errors import IndexMissingError, NoticeError
from catalogue.fields import BY_NAME
from catalogue.library import Library
from catalogue.log import Log
from catalogue.notice import Value
from catalogue.record import Record
from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary.labels import fold
from desk.bulk import current
from desk.history import Act
from desk.notices import Edit, Notices
from exchange.incoming.incoming import SUBJECTS, Incoming, whole
from exchange.incoming.mapping import NoticeMapper
from exchange.incoming.record_dates import read_date
from exchange.incoming.rows import column_name, values_of
from exchange.objects import notice_url, short_url

#: Columns of words that vocabularies know, by the field each of them holds first.
_WORDS = {SUBJECTS: "themes", "words": "keywords", "programmes": "programmes"}
_AS_WRITTEN = ("creators", "isbn", "issn")
_CODED = ("type", "language", "access", "status", "embargo")
#: Fields whose values have no order.
_UNORDERED = frozenset({"themes", "programmes", "keywords", "places", "audience"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one notice that a table says otherwise."""

    number: int
    line: int | None
    title: str
    #: In words, as a visitor reads it.
    field: str
    before: str
    after: str

    def __str__(self) -> str:
        before, after = (f"« {each} »" if each else "rien" for each in (self.before, self.after))
        return f"n° {self.number} ({self.title}) : {self.field} : {before} → {after}"


@dataclass(slots=True)
class Corrected:
    """What a row makes of its notice."""

    edit: Edit
    corrections: list[Correction] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class TableCorrections:
    """Reads rows against the notices of one library; writes them as one step."""

    def __init__(self, library: Library, vocabularies: Vocabularies, mapper: NoticeMapper) -> None:
        self._log = Log(library.log_path)
        self._known = vocabularies
        self._mapper = mapper
        self._notices = Notices(library, Decisions(vocabularies))

    def record(self, identifier: str) -> Record | None:
        """The record that a row is about; None when it is no record of this library's log.

        Raises NoticeError for one that may not be corrected here: received, or withdrawn.
        """
        try:
            entry = self._log.entry(identifier) if identifier else None
        except IndexMissingError:
            return None
        if entry is None:
            return None
        if entry.record is None:
            raise NoticeError("la notice de cet identifiant a été retirée ; supprimez la ligne.")
        if centre_of(identifier) or not entry.record.file:
            raise NoticeError("cette notice est d'un autre centre, où elle se corrige ; supprimez la ligne.")
        return entry.record

    def read(self, record: Record, row: Incoming) -> Corrected:
        """What the row changes; raises NoticeError for a value that a notice cannot hold."""
        stands = self._standing(record)
        found = Corrected(Edit(record, {}))
        wanted = self._wanted(stands, row, found)
        changed = {name: value for name, value in wanted.items() if not _same(name, stands[name], value)}
        for error in self._notices.check(changed).values():
            raise NoticeError(error)
        for name, value in changed.items():
            told = (self._words(name, each) for each in (stands[name], value))
            found.corrections.append(
                Correction(row.number, row.line, record.title, BY_NAME[name].label, *told)
            )
        found.edit = Edit(record, changed)
        return found

    def write(self, edits: Iterable[Edit], by: str) -> str:
        """Write the edits as one step of the desk's history, whose mark is returned."""
        return self._notices.write(edits, by=by, kind=Act.BULK)

    def _standing(self, record: Record) -> dict[str, Value]:
        """What the notice says now, be it indexed yet or not: a person's word, else what was proposed."""
        standing = self._notices.standing(record.file)
        if standing.error:
            raise NoticeError(f"sa notice est à corriger d'abord. {standing.error}")
        decided = {name: value for name, value in standing.values.items() if name in BY_NAME}
        proposed = {name: current(record, name) for name in BY_NAME if hasattr(record, name)}
        return {**proposed, **self._notices.meant(decided)}

    def _wanted(self, stands: Mapping[str, Value], row: Incoming, found: Corrected) -> dict[str, Value]:
        """Field → value, for each column that is a field of ours."""
        cells: dict[str, list[str]] = {}
        for column, cell in row.cells.items():
            name = column_name(column, row.cells)
            kept, remarks = whole({name: (cell,)} if cell else {})
            found.remarks += remarks
            if name and not remarks:
                cells.setdefault(name, []).extend(values_of(name, cell) if kept else ())
        record = found.edit.record.identifier
        own = (short_url(record), notice_url(record))
        if any(each.endswith(own) for each in cells.get("source", ())):
            del cells["source"]  # the notice's own address, which our tables tell
        wanted = self._subjects(stands, {name: cells[name] for name in _WORDS if name in cells}, found)
        for name in (each for each in cells if each in BY_NAME and each not in _WORDS):
            if (value := self._value(name, cells[name], stands, found)) is not None:
                wanted[name] = value
        return wanted

    def _value(
        self, name: str, said: list[str], stands: Mapping[str, Value], found: Corrected
    ) -> Value | None:
        """What a cell means; None, with a remark, when it means nothing."""
        if name in _AS_WRITTEN:
            return tuple(dict.fromkeys(said))
        text = " ; ".join(said)
        if not text:
            return () if BY_NAME[name].repeated else ""
        if name in ("places", "audience"):
            return self._named(name, said, stands, found)
        if name in _CODED:
            value = self._own(name, stands[name]).get(fold(text)) or self._mapper.code(name, text)
        elif name == "issued":
            value = read_date(text) or ""
        else:
            return text
        if not value:
            found.remarks.append(
                f"{BY_NAME[name].label} : « {text} » laissé de côté ; il n'a pas été reconnu."
            )
        return value or None

    def _named(
        self, name: str, said: list[str], stands: Mapping[str, Value], found: Corrected
    ) -> Value | None:
        """Places or audiences by their names."""
        own, values = self._own(name, stands[name]), []
        for word in said:
            field_name, value = name, own.get(fold(word), "")
            if not value:
                field_name, value = self._mapper.placed(word, name)
            if field_name != name:
                found.remarks.append(_unread(name, word))
                return None
            values.append(value)
        return tuple(dict.fromkeys(values))

    def _subjects(
        self, stands: Mapping[str, Value], columns: Mapping[str, list[str]], found: Corrected
    ) -> dict[str, Value]:
        """Themes, programmes and keywords; a table with one column of words has all three in it."""
        if not columns:
            return {}
        covered = {_WORDS[name] for name in columns} if len(columns) > 1 else {*_WORDS.values()}
        if set(columns) == {"programmes"} or set(columns) == {"words"}:
            covered = {_WORDS[name] for name in columns}
        wanted: dict[str, dict[str, None]] = {name: {} for name in covered}
        own = {name: self._own(name, stands[name]) for name in _WORDS.values()}
        for column, words in columns.items():
            first = _WORDS[column]
            for word in words:
                held = next((name for name in (first, *own) if fold(word) in own[name]), "")
                name, value = (held, own[held][fold(word)]) if held else self._mapper.placed(word, SUBJECTS)
                if name == "keywords" and not held:
                    found.unknown.append(word)
                wanted.setdefault(name, dict.fromkeys(stands[name]))[value] = None
        return {name: tuple(values) for name, values in wanted.items()}

    def _own(self, name: str, value: Value) -> dict[str, str]:
        """The words, folded, by which a table may mean a value that the notice has already."""
        values = (value,) if isinstance(value, str) else value
        return {fold(word): each for each in values if each for word in (each, *self._names(name, each))}

    def _names(self, name: str, value: str) -> tuple[str, ...]:
        vocabulary = BY_NAME[name].vocabulary
        if name == "places":
            regions = self._known.territories
            names = (regions.label(value.removeprefix("reg:")), self._known.places.label(value))
            return tuple(each for each in names if each != value) or (value,)
        held = {
            "themes": self._known.themes,
            "programmes": self._known.programmes,
            "types": self._known.types,
            "audiences": self._known.audiences,
        }.get(vocabulary or "")
        return tuple(held.label(value, language) for language in ("fr", "en")) if held else ()

    def _words(self, name: str, value: Value) -> str:
        values = (value,) if isinstance(value, str) else value
        return " ; ".join(next(iter(self._names(name, each)), each) for each in values if each)


def _unread(name: str, text: str) -> str:
    return f"{BY_NAME[name].label} : « {text} » laissé de côté ; il n'a pas été reconnu."


def _same(name: str, one: Value, other: Value) -> bool:
    if name in _UNORDERED:
        return set(one) == set(other)
    return _plain(one) == _plain(other)


def _plain(value: Value) -> tuple[str, ...]:
    """A value as a spreadsheet may have left it: spaces are one, a number has lost its zeros."""
    values = (value,) if isinstance(value, str) else value
    spaced = (" ".join(each.split()) for each in values)
    return tuple(each.lstrip("0") if each.isdigit() else each for each in spaced)
