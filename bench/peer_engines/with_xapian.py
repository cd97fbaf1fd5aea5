"""Xapian, where the distribution's Python binding is installed (`apt-get install python3-xapian`)."""

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.generated import Asked, Document
from bench.peer_engines.peer import TOP, window
from search.analysis import fold, stem
from search.analysis.exceptions import STOP_WORDS


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
                window(text, {stem(fold(word)) for word in asked.words})
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
