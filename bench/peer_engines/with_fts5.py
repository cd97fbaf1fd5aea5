"""SQLite's full-text search, FTS5."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.generated import Asked, Document
from bench.peer_engines.peer import TOP, window
from search.analysis import fold, stem, tokens


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
                window(text, {stem(fold(word)) for word in asked.words})
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
