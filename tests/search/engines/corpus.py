"""Small libraries for the engines' tests: written ones, and random ones by Hypothesis."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from catalogue.change import Change
from catalogue.record import Access, Page, Record
from catalogue.rights import NETWORK_READER, PUBLIC_READER, STAFF_READER
from catalogue.rooms import BEGINS, Detail
from search.query import (
    And,
    Everything,
    Expanded,
    Filter,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Sort,
    Term,
    YearRange,
)

FACETS = ("theme", "region", "year", "centre")


class Facets:
    """Two levels of themes, regions as they are; a place is called by its code."""

    version = "test"

    def values(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        themes = dict.fromkeys(each for theme in record.themes for each in (theme, theme.partition("/")[0]))
        values = {"theme": tuple(themes), "region": record.places, "centre": (record.centre,)}
        return {**values, "year": (record.dated[:4],) if record.dated else ()}

    def descriptors(self, record: Record) -> tuple[str, ...]:
        return tuple(f"région {place}" for place in record.places)


class Texts(dict[int, Change]):
    """The texts of all changes by sequence number, as the log keeps them."""

    def record_at(self, sequence: int) -> Record | None:
        return self[sequence].record if sequence in self else None

    def page_at(self, sequence: int, number: int) -> Page | None:
        pages = self[sequence].pages if sequence in self else ()
        return next((page for page in pages if page.number == number), None)

    def records_at(self, sequences: Sequence[int]) -> dict[int, Record]:
        return {each: found for each in sequences if (found := self.record_at(each)) is not None}

    def pages_among(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Page]:
        return {each: found for each in places if (found := self.page_at(*each)) is not None}

    def add(self, *changes: Change) -> tuple[Change, ...]:
        self.update({change.sequence: change for change in changes})
        return changes


def change(sequence: int, title: str, *pages: str, identifier: str = "", **fields) -> Change:
    """One record, made by default of its number."""
    record = Record(identifier or f"n{sequence}", title, **fields)
    read = tuple(Page(number, text) for number, text in enumerate(pages, 1))
    return Change(sequence, record.identifier, record, read)


#: Forms of a few families, names, compounds, stop words and noise.
WORDS = [
    "emploi",
    "emplois",
    "Emploi",
    "l'emploi",
    "élu",
    "élue",
    "tours",
    "Tours",
    "co-éducation",
    "coéducation",
    "éducation",
    "CUCS",
    "C.U.C.S.",
    "de",
    "la",
    "et",
    "quartier",
    "quartiers",
    "QUARTIER",
    "réussite",
    "éducative",
    "2007",
    "7",
    "Lot-et-Garonne",
    "Lot",
    "œuvre",
    "oeuvre",
    "aujourd’hui",
    "quel",
]
words = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
years = st.sampled_from(("", "2001", "2007-10", "2024-02-29"))
#: Of an event, which has no date of issue.
BEGINNING = (Detail(BEGINS, ("2006-03-18 09:30",)),)


@st.composite
def records(draw: st.DrawFn, sequence: int) -> Change:
    pages = tuple(Page(number, text) for number, text in enumerate(draw(st.lists(words, max_size=3)), 1))
    record = Record(
        f"r{draw(st.integers(0, 6))}",
        draw(words),
        creators=tuple(draw(st.lists(words, max_size=2))),
        abstract=draw(words),
        issued=draw(years),
        details=draw(st.sampled_from(((), (), BEGINNING))),
        themes=tuple(draw(st.sets(st.sampled_from(("a", "a/b", "a/c", "d")), max_size=2))),
        places=tuple(draw(st.sets(st.sampled_from(("24", "54")), max_size=2))),
        access=draw(st.sampled_from(list(Access))),
    )
    gone = draw(st.integers(0, 9)) == 0
    return Change(sequence, record.identifier, None if gone else record, () if gone else pages)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Change, ...]:
    return tuple(draw(records(number)) for number in range(1, draw(st.integers(0, 10)) + 1))


_text = st.one_of(st.sampled_from(WORDS), st.text(max_size=6), words)
_fields = st.sampled_from((None, None, None, "title", "body", "creators", "format"))
_leaves = st.one_of(
    st.builds(Term, _text, _fields),
    st.builds(Phrase, words, _fields, st.integers(0, 2)),
    st.builds(Prefix, st.sampled_from(("e", "em", "qua", "l", "zz", "")), _fields),
    st.just(Everything()),
)
_nodes = st.recursive(
    _leaves,
    lambda nodes: st.one_of(
        st.builds(And, st.lists(nodes, max_size=3).map(tuple)),
        st.builds(Or, st.lists(nodes, max_size=3).map(tuple)),
        st.builds(Not, nodes),
        st.builds(Expanded, nodes, st.lists(st.builds(Term, _text), max_size=2).map(tuple)),
    ),
    max_leaves=6,
)
_filters = st.sets(st.sampled_from(("theme", "region")), max_size=2).flatmap(
    lambda names: st.tuples(
        *(
            st.builds(Filter, st.just(name), st.sampled_from((("a",), ("a/b", "24"), ("54",), ("?",))))
            for name in sorted(names)
        )
    )
)
queries = st.builds(
    Query,
    root=_nodes,
    text=st.sampled_from(("", "emploi", "où est l'emploi ?")),
    filters=_filters,
    years=st.none() | st.builds(YearRange, st.none() | st.just(2002), st.none() | st.just(2010)),
    sort=st.sampled_from(list(Sort)),
    size=st.just(20),
    facets=st.just(FACETS),
    reader=st.sampled_from((PUBLIC_READER, NETWORK_READER, STAFF_READER)),
)
