"""A catalogue in memory behind the door of readers (`search.door`), for fast tests of the site.

`tests/search/readers.py` holds it to what a library answers.
"""

import re
import unicodedata
from collections import Counter
from pathlib import Path

from catalogue.errors import FileMissingError, UnknownRecordError, WithdrawnRecordError
from catalogue.library import Library
from catalogue.log import Log
from catalogue.record import Page
from catalogue.short_code import short_code
from search.facet_rules import VocabularyFacets
from search.query import PAGE_SIZE, PASSAGES, Sort
from search.results import FacetValue, Hit, Mark, PageHits, Passage, Reason, Results, Signal, Suggestion
from search.search import ALL_FACETS, query_of
from search.titles import filing_start
from tests.search_app.fonds_of_test import RECORDS, VOCABULARIES

WITHDRAWN = "retire"
SYNONYM = ("asv", "atelier santé ville")


def fold(text):
    """Same length as the text, so that positions hold; good enough for French without ligatures."""
    return "".join(unicodedata.normalize("NFD", each)[0] for each in text).lower()


def _filed(record):
    return record.title.lower()[filing_start(record.title, record.article, record.language) :]


class MemoryCatalogue:
    def __init__(self, folder=Path("/nowhere"), records=RECORDS, vocabularies=VOCABULARIES):
        self.library = Library(Path(folder))
        self.vocabularies = vocabularies
        self.generation = "1"
        self.centres = ()
        self._rules = VocabularyFacets(vocabularies)
        self._records = {record.identifier: record for record, _ in records}
        self._pages = {record.identifier: pages for record, pages in records}

    behind = False

    def stands(self):
        return True

    def versions(self, records):
        return {}

    def neighbours(self, records, reader):
        return {}

    @property
    def log(self):
        return Log(self.library.log_path)

    def position(self):
        return 1

    def query(self, search, reader, *, size=PAGE_SIZE, passages=PASSAGES, facets=ALL_FACETS):
        return query_of(search, self.vocabularies, reader, size=size, passages=passages, facets=facets)

    def search(self, query):
        hits = [
            hit for record in self._records.values() if query.reader.may_see(record)
            if (hit := self._hit(record, query)) is not None
        ]  # fmt: skip
        kept = [hit for hit in hits if self._matches(hit.record, query)]
        key, reverse = {
            Sort.TITLE: (lambda hit: _filed(hit.record), False),
            Sort.OLDEST: (lambda hit: hit.record.dated, False),
            Sort.NEWEST: (lambda hit: hit.record.dated, True),
        }.get(query.sort, (lambda hit: (hit.score, hit.record.dated), True))
        kept.sort(key=key, reverse=reverse)
        start = (query.page - 1) * query.size
        expanded = query.expand and fold(query.text) == SYNONYM[0]
        return Results(
            total=len(kept),
            hits=tuple(kept[start : start + query.size]),
            facets={facet: self._counts(facet, hits, query) for facet in query.facets},
            suggestion="santé" if query.text == "sante publik" else None,
            expanded=(SYNONYM[1],) if expanded else (),
            relaxed=query.text == "relâché",
        )

    def _matches(self, record, query, leaving_out=""):
        values = self._rules.values(record)
        filters = [each for each in query.filters if each.field != leaving_out]
        if any(not set(each.values) & set(values.get(each.field, ())) for each in filters):
            return False
        if query.years is None or leaving_out == "year":
            return True
        year = record.year or 0
        return (query.years.start or 0) <= year <= (query.years.end or 9999)

    def _counts(self, facet, hits, query):
        found = Counter(
            value for hit in hits if self._matches(hit.record, query, facet)
            for value in self._rules.values(hit.record).get(facet, ())
        )  # fmt: skip
        chosen = query.filter(facet)
        values = [FacetValue(value, count, value in chosen) for value, count in found.most_common()]
        return (*values, *(FacetValue(value, 0, True) for value in chosen if value not in found))

    def _words(self, query):
        words = re.findall(r"\w+", fold(query.text))
        return ["atelier"] if query.expand and words == [SYNONYM[0]] else words

    def _hit(self, record, query):
        words = self._words(query)
        marked = [(page, self.mark(page.text, query)) for page in self._pages[record.identifier]]
        text = fold(" ".join([record.title, *(page.text for page, _ in marked)]))
        if not all(word in text for word in words):
            return None
        passages = tuple(
            Passage(page.number, page.text, marks, page.label, len(marks)) for page, marks in marked if marks
        )[: query.passages]
        return Hit(record, float(sum(len(marks) for _, marks in marked)), passages)

    def explain(self, identifier, query):
        hit = self._hit(self._records[identifier], query)
        return [Reason(query.text, Signal.FAMILY, hit.score)] if hit else []

    def records(self, reader):
        return (record for record in self._records.values() if reader.may_see(record))

    def identifier_of(self, code):
        for identifier in (*self._records, WITHDRAWN):
            if short_code(identifier) == code:
                return identifier
        raise UnknownRecordError(f"Aucune notice n'a l'adresse courte « {code} ».")

    def record(self, identifier, reader):
        if identifier == WITHDRAWN:
            raise WithdrawnRecordError("Ce document a été retiré du fonds.", replaced_by="rapport-2007")
        record = self._records.get(identifier)
        if record is None or not reader.may_see(record):
            raise UnknownRecordError(f"Aucune notice ne porte l'identifiant « {identifier} ».")
        return record

    def datestamp(self, record):
        return "2026-01-01T12:00:00Z"

    def pages(self, record):
        return self._pages[record.identifier]

    def page(self, record, number) -> Page | None:
        return next((page for page in self.pages(record) if page.number == number), None)

    def page_hits(self, identifier, query):
        pages = self._pages[identifier]
        counted = {page.number: len(self.mark(page.text, query)) for page in pages}
        return PageHits(identifier, {number: count for number, count in counted.items() if count})

    def mark(self, text, query):
        words = self._words(query)
        if not words:
            return ()
        pattern = r"\b(?:" + "|".join(map(re.escape, words)) + r")\w*"
        return tuple(Mark(*found.span()) for found in re.finditer(pattern, fold(text)))

    def complete(self, prefix, reader, size=8):
        titles = [
            Suggestion(each.title, "title", each.identifier)
            for each in self._records.values()
            if reader.may_see(each) and fold(prefix) in fold(each.title)
        ]
        themes = [
            Suggestion(each.label(), "theme", each.identifier, 3)
            for each in self.vocabularies.themes.concepts.values()
            if fold(each.label()).startswith(fold(prefix))
        ]
        return [Suggestion(prefix + "s"), *themes, *titles][:size]

    def similar(self, record, reader, size=5):
        others = [
            Hit(each, 1.0) for each in self._records.values()
            if reader.may_see(each) and each != record and set(each.themes) & set(record.themes)
        ]  # fmt: skip
        return others[:size]

    def file(self, record):
        path = self.library.corpus / record.file
        if not path.is_file():
            raise FileMissingError("Le fichier de ce document n'est plus dans le fonds.")
        return path

    def facets_of(self, record):
        return self._rules.held(record)

    def label(self, facet, value, language="fr"):
        vocabulary = self.vocabularies.of_facet(facet)
        if facet == "place":
            return self.vocabularies.places.label(value)
        return vocabulary.label(value, language) if vocabulary else value

    def close(self):
        pass
