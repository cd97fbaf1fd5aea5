"""Search engines side by side: ours and its peers behind one small interface.

Each indexes the same documents with the French analysis it has, and answers the same query three ways:
ten best identifiers; the same with four facets counted over all hits; the same with passages too.
"""

import sqlite3
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import Stemmer
from whoosh import fields, index, query, sorting
from whoosh.analysis import LanguageAnalyzer

from bench.generated import Asked, Document
from catalogue.library import Library, create_library
from catalogue.log import Log, open_writer
from catalogue.record import Page, Record
from search.analysis import fold, stem, tokens
from search.analysis.exceptions import STOP_WORDS
from search.engine import Engine
from search.engines.extracts import LENGTH
from search.engines.whoosh import open_engine
from search.query import And, Filter, Node, Or, Phrase, Prefix, Query, Term

try:
    import tantivy
except ImportError:
    tantivy = None


def _from_the_system(name: str) -> Any:
    """A module of the distribution's own Python packages; None when there is none for this Python."""
    sys.path.append("/usr/lib/python3/dist-packages")
    try:
        return import_module(name)
    except ImportError:
        return None
    finally:
        sys.path.pop()


#: Xapian's binding is not on PyPI: `apt-get install python3-xapian`.
xapian = _from_the_system("xapian")

FACETS = ("theme", "region", "type", "year")
TOP = 10
#: Values of a facet handed over; all are counted.
MOST_VALUES = 60
_SNOWBALL = Stemmer.Stemmer("french")


class Peer(Protocol):
    """One engine in one folder."""

    def build(self, documents: Iterable[Document]) -> None: ...
    def open(self) -> None: ...
    def search(self, asked: Asked, *, facets: bool, passages: bool) -> list[str]: ...


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


class Tantivy:
    """Tantivy through its Python binding, one indexing thread as ours, its own French chain and snippets."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def build(self, documents: Iterable[Document]) -> None:
        Path(self._folder).mkdir()
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("identifier", stored=True, tokenizer_name="raw")
        for name in ("title", "body"):
            schema.add_text_field(name, stored=True, tokenizer_name="french", index_option="position")
        for name in ("theme", "region", "type"):
            schema.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
        schema.add_integer_field("year", indexed=True, fast=True)
        index = tantivy.Index(schema.build(), path=self._folder)
        index.register_tokenizer("french", _french())
        writer = index.writer(heap_size=128_000_000, num_threads=1)
        for each in documents:
            fields = {
                "identifier": each.identifier,
                "title": each.title,
                "body": each.text,
                "year": each.year,
            }
            fields |= {"theme": list(each.themes), "region": each.region, "type": each.type}
            writer.add_document(tantivy.Document(**fields))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        index = tantivy.Index.open(self._folder)
        index.register_tokenizer("french", _french())
        index.reload()
        self._schema, self._searcher = index.schema, index.searcher()

    def search(self, asked: Asked, *, facets: bool, passages: bool) -> list[str]:
        query = self._query(asked)
        found = self._searcher.search(query, TOP, count=True)
        if facets:
            asked_for = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}
            self._searcher.aggregate(query, asked_for)
        snippets = None
        if passages:
            snippets = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
            snippets.set_max_num_chars(LENGTH)
        identifiers = []
        for _, address in found.hits:
            document = self._searcher.doc(address)
            if snippets is not None:
                snippets.snippet_from_doc(document).to_html()
            identifiers.append(document["identifier"][0])
        return identifiers

    def _query(self, asked: Asked) -> Any:
        kind, words = tantivy.Query, [_stem(word) for word in asked.words]
        if asked.kind == "prefix":
            query = kind.regex_query(self._schema, "body", fold(asked.words[0]) + ".*")
        elif asked.kind == "phrase":
            query = kind.phrase_query(self._schema, "body", words)
        else:
            occur = tantivy.Occur.Should if asked.kind in ("or", "question") else tantivy.Occur.Must
            each = [
                kind.disjunction_max_query(
                    [kind.term_query(self._schema, name, word, "freq") for name in ("title", "body")]
                )
                for word in words
            ]
            query = kind.boolean_query([(occur, one) for one in each])
        must = [kind.term_query(self._schema, name, value) for name, value in asked.filters.items()]
        if not must:
            return query
        return kind.boolean_query(
            [
                (tantivy.Occur.Must, query),
                *((tantivy.Occur.Must, kind.const_score_query(each, 0.0)) for each in must),
            ]
        )


def _french() -> Any:
    filters = tantivy.Filter
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(filters.lowercase())
        .filter(filters.custom_stopword(sorted(STOP_WORDS)))
        .filter(filters.stemmer("french"))
        .filter(filters.ascii_fold())
        .build()
    )


def _stem(word: str) -> str:
    """As Tantivy's chain does it: stemmed, then folded."""
    return fold(_SNOWBALL.stemWord(word.lower()))


class Fts5:
    """SQLite's full-text search over words analysed by us, texts and facets in tables."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts.sqlite"

    def build(self, documents: Iterable[Document]) -> None:
        self._path.parent.mkdir()
        base = sqlite3.connect(self._path)
        base.executescript("""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
            CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='unicode61');
            CREATE TABLE document (id INTEGER PRIMARY KEY, identifier, text, region, type, year);
            CREATE TABLE theme (id INTEGER, theme, PRIMARY KEY (id, theme)) WITHOUT ROWID;
        """)
        for number, each in enumerate(documents, 1):
            base.execute(
                "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
                (number, _analysed(each.title), _analysed(each.text)),
            )
            row = (number, each.identifier, each.text, each.region, each.type, each.year)
            base.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", row)
            base.executemany("INSERT INTO theme VALUES (?, ?)", [(number, theme) for theme in each.themes])
        base.execute("INSERT INTO words (words) VALUES ('optimize')")
        base.commit()
        base.close()

    def open(self) -> None:
        self._base = sqlite3.connect(self._path)
        self._base.execute("PRAGMA mmap_size = 2000000000")

    def search(self, asked: Asked, *, facets: bool, passages: bool) -> list[str]:
        match, values = self._match(asked), list(asked.filters.values())
        joined = "words JOIN document ON document.id = words.rowid" + " ".join(
            ["", "WHERE words MATCH ?", *(f"AND {name} = ?" for name in asked.filters)]
        )
        rows = self._base.execute(
            f"SELECT identifier, text FROM {joined} ORDER BY bm25(words) LIMIT {TOP}", (match, *values)
        ).fetchall()
        if facets:
            for name in ("region", "type", "year"):
                self._base.execute(
                    f"SELECT {name}, count(*) FROM {joined} GROUP BY 1", (match, *values)
                ).fetchall()
            found = f"SELECT document.id FROM {joined}"
            self._base.execute(
                f"SELECT theme, count(*) FROM theme WHERE id IN ({found}) GROUP BY 1", (match, *values)
            ).fetchall()
        if passages:
            for _, text in rows:
                _snippet(text, {stem(fold(word)) for word in asked.words})
        return [identifier for identifier, _ in rows]

    def _match(self, asked: Asked) -> str:
        if asked.kind == "prefix":
            return f"{fold(asked.words[0])}*"
        words = [f'"{stem(fold(word))}"' for word in asked.words]
        if asked.kind == "phrase":
            return " + ".join(words)
        return (" OR " if asked.kind in ("or", "question") else " AND ").join(words)


def _analysed(text: str) -> str:
    return " ".join(stem(token.exact) for token in tokens(text))


def _snippet(text: str, wanted: set[str]) -> str:
    """A window around the first word found: FTS5 has no snippets without its own copy of the text."""
    first = next((token.start for token in tokens(text) if stem(token.exact) in wanted), 0)
    return text[max(first - 60, 0) : first + 180]


class StockWhoosh:
    """Whoosh as it comes: its French analyser, its facets, its highlighter."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def build(self, documents: Iterable[Document]) -> None:
        Path(self._folder).mkdir()
        text = {"analyzer": LanguageAnalyzer("fr"), "stored": True}
        schema = fields.Schema(
            identifier=fields.ID(stored=True), title=fields.TEXT(**text), body=fields.TEXT(**text),
            theme=fields.KEYWORD(commas=True), region=fields.ID(sortable=True), type=fields.ID(sortable=True),
            year=fields.NUMERIC(sortable=True),
        )  # fmt: skip
        writer = index.create_in(self._folder, schema).writer(limitmb=128)
        for each in documents:
            writer.add_document(
                identifier=each.identifier, title=each.title, body=each.text, theme=",".join(each.themes),
                region=each.region, type=each.type, year=each.year,
            )  # fmt: skip
        writer.commit()

    def open(self) -> None:
        self._searcher = index.open_dir(self._folder).searcher()

    def search(self, asked: Asked, *, facets: bool, passages: bool) -> list[str]:
        options: dict[str, Any] = {}
        if facets:
            counted = sorting.Facets()
            for name in FACETS:
                counted.add_facet(name, sorting.FieldFacet(name, allow_overlap=name == "theme"))
            options = {"groupedby": counted, "maptype": sorting.Count}
        if asked.filters:
            options["filter"] = query.And([query.Term(name, value) for name, value in asked.filters.items()])
        # With facets, `limit` no longer bounds what one iterates over.
        found = list(islice(self._searcher.search(self._query(asked), limit=TOP, **options), TOP))
        if passages:
            for hit in found:
                hit.highlights("body", top=1)
        return [hit["identifier"] for hit in found]

    def _query(self, asked: Asked) -> Any:
        if asked.kind == "prefix":
            return query.Prefix("body", asked.words[0])
        analyser = self._searcher.schema["body"].analyzer
        words = [token.text for word in asked.words for token in analyser(word)]
        if not words:
            return query.NullQuery
        if asked.kind == "phrase":
            return query.Phrase("body", words)
        either = [query.Or([query.Term("title", word), query.Term("body", word)]) for word in words]
        return (query.Or if asked.kind in ("or", "question") else query.And)(either)


class Xapian:
    """Xapian where its Python binding is installed, with its own French chain."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._stem = xapian.Stem("french")

    def build(self, documents: Iterable[Document]) -> None:
        base = xapian.WritableDatabase(self._folder, xapian.DB_CREATE_OR_OVERWRITE)
        terms = xapian.TermGenerator()
        terms.set_stemmer(self._stem)
        terms.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
        stopper = xapian.SimpleStopper()
        for word in STOP_WORDS:
            stopper.add(word)
        terms.set_stopper(stopper)
        for each in documents:
            document = xapian.Document()
            terms.set_document(document)
            terms.index_text(each.title, 1, "S")
            terms.set_termpos(0)
            terms.index_text(each.text)
            for slot, value in enumerate(("\t".join(each.themes), each.region, each.type, str(each.year))):
                document.add_value(slot, value)
            document.add_boolean_term(f"XR{each.region}")
            document.set_data(f"{each.identifier}\n{each.text}")
            base.add_document(document)
        base.commit()
        base.close()

    def open(self) -> None:
        self._base = xapian.Database(self._folder)

    def search(self, asked: Asked, *, facets: bool, passages: bool) -> list[str]:
        enquire = xapian.Enquire(self._base)
        enquire.set_query(self._query(asked))
        spies = [xapian.ValueCountMatchSpy(slot) for slot in range(4)] if facets else []
        for spy in spies:
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, TOP, self._base.get_doccount() if facets else 0)
        for spy in spies:
            [(each.term, each.termfreq) for each in spy.values()]
        identifiers = []
        for match in found:
            identifier, _, text = match.document.get_data().decode().partition("\n")
            if passages:
                _snippet(text, {stem(fold(word)) for word in asked.words})
            identifiers.append(identifier)
        return identifiers

    def _query(self, asked: Asked) -> Any:
        kind = xapian.Query
        words = [self._stem(word.lower()).decode() for word in asked.words]
        if asked.kind == "prefix":
            made = kind(kind.OP_WILDCARD, asked.words[0].lower(), 0, kind.WILDCARD_LIMIT_ERROR)
        elif asked.kind == "phrase":
            made = kind(kind.OP_PHRASE, words)
        else:
            made = kind(kind.OP_OR if asked.kind in ("or", "question") else kind.OP_AND, words)
        for value in asked.filters.values():
            made = kind(kind.OP_FILTER, made, kind(f"XR{value}"))
        return made


def available() -> dict[str, type]:
    """Name → engine, ours first, those that are installed."""
    engines: dict[str, type] = {"fonds": Fonds, "tantivy": Tantivy, "fts5": Fts5, "whoosh": StockWhoosh}
    engines["xapian"] = Xapian
    absent = {"tantivy": tantivy is None, "xapian": xapian is None}
    return {name: engine for name, engine in engines.items() if not absent.get(name)}
