"""Whoosh as it comes, beside ours which is built on it."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import LanguageAnalyzer

from bench.generated import Asked, Document
from bench.peer_engines.peer import FACETS, TOP


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
