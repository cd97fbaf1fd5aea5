"""Tantivy through its Python binding, where it is installed."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import Stemmer

from bench.generated import Asked, Document
from bench.peer_engines.peer import FACETS, MOST_VALUES, TOP
from search.analysis import fold
from search.analysis.exceptions import STOP_WORDS
from search.engines.extracts import LENGTH

try:
    import tantivy
except ImportError:
    tantivy = None

_SNOWBALL = Stemmer.Stemmer("french")


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
