"""Ours, with the facets of the bench's documents."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.generated import Asked, Document
from bench.peer_engines.peer import FACETS, MOST_VALUES, TOP
from catalogue.library import Library, create_library
from catalogue.log import Log, open_writer
from catalogue.record import Page, Record
from search.engine import Engine
from search.engines.whoosh import open_engine
from search.query import And, Filter, Node, Or, Phrase, Prefix, Query, Term


class Rules:
    """The facets of the bench's documents."""

    version = "bench"

    def values(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        return {
            "theme": record.themes,
            "region": record.places,
            "type": (record.type,),
            "year": (record.issued,),
        }

    def descriptors(self, record: Record) -> tuple[str, ...]:
        return ()


class Fonds:
    """Ours: the log keeps the texts, the engine follows it."""

    def __init__(self, folder: Path) -> None:
        self._library = Library(folder)

    def build(self, documents: Iterable[Document]) -> None:
        create_library(self._library.folder)
        with open_writer(self._library) as writer, writer.transaction():
            for each in documents:
                record = Record(
                    each.identifier, each.title, themes=each.themes, places=(each.region,),
                    type=each.type, issued=str(each.year),
                )  # fmt: skip
                writer.put(record, (Page(1, each.text),))
        self._engine().apply(Log(self._library.log_path).changes())

    def open(self) -> None:
        self._opened = self._engine()

    def _engine(self) -> Engine:
        return open_engine(str(self._library.index / "whoosh"), Log(self._library.log_path), Rules())

    def search(self, asked: Asked, *, facets: bool, passages: bool) -> list[str]:
        query = Query(
            root=node_of(asked),
            text="?" if asked.kind == "question" else "",
            filters=tuple(Filter(name, (value,)) for name, value in asked.filters.items()),
            facets=FACETS if facets else (),
            passages=1 if passages else 0,
            size=TOP,
        )
        found = self._opened.search(query)
        for values in found.facets.values():
            # Values become objects when they are looked at; as many are as Tantivy hands over.
            values[:MOST_VALUES]
        return [hit.record.identifier for hit in found.hits]


def node_of(asked: Asked) -> Node:
    match asked.kind:
        case "prefix":
            return Prefix(asked.words[0])
        case "phrase":
            return Phrase(" ".join(asked.words))
        case "or":
            return Or(tuple(map(Term, asked.words)))
    return And(tuple(map(Term, asked.words)))
