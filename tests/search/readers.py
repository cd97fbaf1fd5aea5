"""What every door of readers must do: subclass `Readers` and give a catalogue that holds `HELD`.

The suite asks in the words of `search.door.Catalogue` only, so it runs over a library and over its
twin in memory.
"""

import dataclasses
import hashlib
import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.errors import FileMissingError, UnknownRecordError, WithdrawnRecordError
from catalogue.rights import PUBLIC_READER, STAFF_READER
from catalogue.short_code import short_code
from search.door import Catalogue
from search.query import Filter, Sort, YearRange
from search.search import ALL_FACETS, Search
from tests.search_app.fonds_of_test import RECORDS

#: A theme of the vocabulary shipped as well, in place of those made up for the site's tests.
HELD = tuple((dataclasses.replace(record, themes=("sante",)), pages) for record, pages in RECORDS)
INTERNAL, WITHDRAWN, SUCCESSOR = "note-interne", "retire", "rapport-2007"
PUBLISHED = {record.identifier for record, _ in HELD} - {INTERNAL}
TEXTS = {record.identifier: {page.number: page.text for page in pages} for record, pages in HELD}


class Readers:
    """The suite; `WITHDRAWN` once was a public record of the catalogue, which `SUCCESSOR` replaces."""

    @pytest.fixture
    def catalogue(self) -> Catalogue:
        raise NotImplementedError

    def ask(self, catalogue, search, reader=PUBLIC_READER, **shown):
        return catalogue.search(catalogue.query(search, reader, **shown))

    def found(self, catalogue, search, reader=PUBLIC_READER):
        return {hit.record.identifier for hit in self.ask(catalogue, search, reader, size=100).hits}

    def test_every_question_of_the_door_is_answered_with_its_parameters(self, catalogue) -> None:
        for name, asked in vars(Catalogue).items():
            if name.startswith("_"):
                continue
            if isinstance(asked, property):
                assert hasattr(catalogue, name), name
                continue
            wanted, given = inspect.signature(asked), inspect.signature(getattr(type(catalogue), name))
            shape = [[(each.name, each.kind, each.default) for each in signature.parameters.values()]
                     for signature in (wanted, given)]  # fmt: skip
            assert shape[0] == shape[1], name

    def test_an_empty_search_finds_all_that_the_reader_may_see(self, catalogue) -> None:
        assert self.found(catalogue, Search()) == PUBLISHED
        assert self.found(catalogue, Search(), STAFF_READER) == PUBLISHED | {INTERNAL}

    def test_all_words_are_wanted_and_case_and_accents_do_not_matter(self, catalogue) -> None:
        assert self.found(catalogue, Search("SANTE mentale")) == {"rapport-2007", "sante-mentale"}

    def test_hits_come_page_by_page_each_once(self, catalogue) -> None:
        pages = [self.ask(catalogue, Search(page=page), size=3) for page in (1, 2, 3)]
        assert [len(each.hits) for each in pages] == [3, 3, 2]
        assert {hit.record.identifier for each in pages for hit in each.hits} == PUBLISHED
        assert {each.total for each in pages} == {len(PUBLISHED)}

    def test_filters_and_years_restrict(self, catalogue) -> None:
        centre = Search(filters=(Filter("region", ("24",)),))
        assert {"rapport-2007"} <= self.found(catalogue, centre) <= {"rapport-2007", "fiche-jardin"}
        assert self.found(catalogue, Search(years=YearRange(2018, None))) == {
            "sante-mentale", "npnru-slides", "urban-health",
        }  # fmt: skip
        assert self.found(catalogue, Search("logement", years=YearRange(2018, None))) == set()

    def test_dates_and_titles_give_an_order(self, catalogue) -> None:
        for sort, key, down in (
            (Sort.NEWEST, "issued", True),
            (Sort.OLDEST, "issued", False),
        ):
            hits = self.ask(catalogue, Search(sort=sort), size=100).hits
            told = [getattr(hit.record, key)[:4] for hit in hits]
            assert told == sorted(told, reverse=down)

    def test_facets_are_counted_as_asked_and_never_what_is_hidden(self, catalogue) -> None:
        assert set(self.ask(catalogue, Search()).facets) == set(ALL_FACETS)
        facets = self.ask(catalogue, Search(), facets=("theme",)).facets
        assert {each.value: each.count for each in facets["theme"]}["sante"] == len(PUBLISHED)
        assert not self.ask(catalogue, Search(), facets=()).facets

    def test_passages_are_of_the_page_and_marked_within_it(self, catalogue) -> None:
        results = self.ask(catalogue, Search("habitants"), passages=1)
        assert results.hits
        for hit in results.hits:
            assert len(hit.passages) <= 1
            for passage in hit.passages:
                page = " ".join(TEXTS[hit.record.identifier][passage.page].split())
                assert " ".join(passage.text.strip(" …").split()) in page
                assert all(passage.text[a:b].lower().startswith("habitant") for a, b in passage.marks)
        assert not any(hit.passages for hit in self.ask(catalogue, Search("habitants"), passages=0).hits)

    def test_a_hit_is_explained_by_parts_that_make_its_score(self, catalogue) -> None:
        query = catalogue.query(Search("logements"), PUBLIC_READER)
        (hit, *_) = catalogue.search(query).hits
        parts = catalogue.explain(hit.record.identifier, query)
        assert sum(each.score for each in parts) == pytest.approx(hit.score, abs=0.01)
        assert [each.score for each in parts] == sorted((each.score for each in parts), reverse=True)

    def test_what_a_reader_may_not_see_is_as_unknown_as_what_never_was(self, catalogue) -> None:
        assert catalogue.record(INTERNAL, STAFF_READER).identifier == INTERNAL
        for identifier in (INTERNAL, "jamais"):
            with pytest.raises(UnknownRecordError) as raised:
                catalogue.record(identifier, PUBLIC_READER)
            assert not isinstance(raised.value, WithdrawnRecordError)

    def test_a_short_code_names_a_record_also_once_withdrawn(self, catalogue) -> None:
        for identifier in ("fiche-jardin", WITHDRAWN):
            assert catalogue.identifier_of(short_code(identifier)) == identifier
        with pytest.raises(UnknownRecordError):
            catalogue.identifier_of("0000000000")

    def test_a_withdrawn_record_says_what_replaces_it(self, catalogue) -> None:
        with pytest.raises(WithdrawnRecordError) as raised:
            catalogue.record(WITHDRAWN, PUBLIC_READER)
        assert raised.value.replaced_by == SUCCESSOR

    def test_all_records_are_given_to_who_may_see_them(self, catalogue) -> None:
        assert {each.identifier for each in catalogue.records(PUBLIC_READER)} == PUBLISHED
        assert {each.identifier for each in catalogue.records(STAFF_READER)} == PUBLISHED | {INTERNAL}

    def test_pages_are_given_in_order_and_none_past_the_end(self, catalogue) -> None:
        record = catalogue.record("fiche-jardin", PUBLIC_READER)
        assert {page.number: page.text for page in catalogue.pages(record)} == TEXTS["fiche-jardin"]
        assert catalogue.page(record, 2).text == TEXTS["fiche-jardin"][2]
        assert catalogue.page(record, 3) is None

    def test_hits_within_a_record_are_told_by_page(self, catalogue) -> None:
        query = catalogue.query(Search("règlement"), PUBLIC_READER)
        assert set(catalogue.page_hits("fiche-jardin", query).occurrences) == {2}
        text = TEXTS["fiche-jardin"][2]
        assert [text[start:end] for start, end in catalogue.mark(text, query)] == ["règlement"]

    def test_completion_offers_what_may_be_seen(self, catalogue) -> None:
        offered = catalogue.complete("note", STAFF_READER, size=20)
        assert INTERNAL in {each.value for each in offered if each.kind == "title"}
        assert INTERNAL not in {each.value for each in catalogue.complete("note", PUBLIC_READER, size=20)}
        assert len(catalogue.complete("sa", PUBLIC_READER, size=2)) <= 2

    def test_a_record_resembles_others_and_never_itself(self, catalogue) -> None:
        record = catalogue.record("sante-mentale", PUBLIC_READER)
        found = {hit.record.identifier for hit in catalogue.similar(record, PUBLIC_READER, size=3)}
        assert found <= PUBLISHED - {"sante-mentale"}
        assert 0 < len(found) <= 3

    def test_nothing_of_another_centre_stands_beside_ours(self, catalogue) -> None:
        assert not catalogue.neighbours(catalogue.records(PUBLIC_READER), PUBLIC_READER)
        assert catalogue.centres == ()

    def test_a_file_is_given_while_it_stands(self, catalogue) -> None:
        content = hashlib.sha256(b"jardin").hexdigest()
        record = replace(catalogue.record("fiche-jardin", PUBLIC_READER), sha256=content, size=6)
        with pytest.raises(FileMissingError):
            catalogue.file(record)
        path = Path(catalogue.library.corpus) / record.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"jardin")
        assert catalogue.file(record).read_bytes() == b"jardin"

    def test_values_have_labels_or_are_their_own(self, catalogue) -> None:
        assert catalogue.label("region", "24") == "Centre-Val de Loire"
        assert catalogue.label("year", "2007") == "2007"
        assert catalogue.label("centre", "inconnu") == "inconnu"

    def test_a_record_counts_under_the_wider_values_too(self, catalogue) -> None:
        values = catalogue.facets_of(catalogue.record("rapport-2007", PUBLIC_READER))
        assert {"24", "75"} <= set(values["region"])
        assert values["year"] == ("2007",)

    def test_it_says_when_it_last_changed_and_up_to_where_it_finds(self, catalogue) -> None:
        record = catalogue.record("rapport-2007", PUBLIC_READER)
        for stamp in (catalogue.datestamp(record), catalogue.datestamp(None)):
            assert (stamp[10], stamp[-1], len(stamp)) == ("T", "Z", 20)
        assert catalogue.position() > 0
        assert catalogue.generation
        assert catalogue.stands()
