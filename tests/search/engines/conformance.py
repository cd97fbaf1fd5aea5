"""What every engine must do: subclass `Conformance`, give an engine, and name what it lacks.

The suite asks in the words of the agreement only, so it runs over any engine.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from catalogue.change import Change
from catalogue.record import Access, Page, Record
from catalogue.rights import PUBLIC_READER, STAFF_READER
from search.engine import Engine
from search.parser import parse
from search.query import And, Expanded, Filter, Or, Phrase, Query, Sort, Term, YearRange
from search.results import FacetValue, Results
from tests.search.engines.corpus import BEGINNING, FACETS, Facets, Texts, change, corpora, queries
from tests.search.engines.memory import MemoryEngine

LIBRARY = (
    change(
        1,
        "Réussite éducative à Tours",
        "Page de garde",
        "La réussite éducative soutient l'emploi des jeunes. Le CUCS de Tours.",
        "Les adultes-relais et l’emploi.",
        issued="2007",
        themes=("a/b",),
        places=("24",),
    ),
    change(
        2,
        "Des tours d'habitation",
        "Rénovation des tours du quartier : des emplois créés.",
        issued="2005-03",
        themes=("a/c", "d"),
        places=("24", "54"),
    ),
    change(3, "Médiation", "La médiatrice accompagne une co-éducation.", themes=("d",)),
    change(4, "Note interne", "L'emploi réservé.", issued="2007-01", access=Access.INTERNAL, themes=("d",)),
)


#: What is said with little words, and nearly so; page 2 of the first ends within a phrase, across pieces too.
SAID = (
    change(
        1,
        "Sans titre",
        "La politique de la ville. " + "Rien de plus ici, " * 30 + "l'emploi.",
        "Pour la ville, et l’avis de",
        "la ville de Tours, dans une ville.",
        themes=("d",),
    ),
    change(2, "Agir pour la ville", "Politique dans la ville, sans bien-être d’emploi, bien.", themes=("d",)),
    change(3, "Ville", "Chef d'un projet, tout l'emploi, le bien-être en ville, ville.", themes=("d",)),
    change(
        4,
        "Être, ou ne pas être",
        "Un projet de ville.",
        creators=("Mairie", "Mairie de la ville"),
        themes=("d",),
    ),
    Change(
        5,
        "n5",
        Record("n5", "Divers", themes=("d",)),
        (
            Page(
                1,
                "SON PROJET, chef un projet, bien au-delà des villes ; les 12 villes et l'article L. 5211.",
                headings=("Vers une gare", "Autour de la gare"),
            ),
        ),
    ),
)


class Conformance:
    """The suite; `engine` is a fixture that gives an empty engine and the texts it reads."""

    @pytest.fixture
    def texts(self) -> Texts:
        return Texts()

    @pytest.fixture
    def engine(self, texts: Texts) -> Engine:
        raise NotImplementedError

    @pytest.fixture
    def files(self) -> Path:
        """The folder below which the engine keeps its files."""
        raise NotImplementedError

    @pytest.fixture
    def library(self, engine: Engine, texts: Texts, request: pytest.FixtureRequest) -> Engine:
        needed = request.node.get_closest_marker("needs")
        lacked = engine.describe().lacks
        if needed and needed.args[0] in lacked:
            pytest.skip(lacked[needed.args[0]])
        engine.apply(texts.add(*LIBRARY))
        return engine

    def test_nothing_is_found_in_an_empty_engine(self, engine: Engine) -> None:
        results = engine.search(Query(Term("emploi"), facets=FACETS, filters=(Filter("theme", ("a",)),)))
        assert (engine.position(), results.total, results.hits) == (0, 0, ())
        assert results.facets["theme"] == (FacetValue("a", 0, selected=True),)

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("emploi", "12"), ("EMPLOIS", "12"), ("emploi jeunes", "1"), ("mediation", "3"),
            ("coéducation", "3"), ("co-education", "3"), ("adulte relais", "1"),
            ('"réussite éducative"', "1"), ('"éducative réussite"', ""),
            ('"emploi jeunes"~1', "1"), ('"emploi jeunes"', ""), ("educ*", "13"), ("emploi -tours", ""),
            ("titre:tours", "12"), ("titre:emploi", ""), ("médiation OU CUCS", "13"), ("C.U.C.S.", "1"),
            ("emploi des", "12"), ("de la", ""), ("🎉", ""), ('"emplois"', "2"), ('"emploi"', "1"),
            ("", "123"), ("comment emploi", "12"),
            ("auteur:emploi", ""),
        ],
    )  # fmt: skip
    def test_words_are_found(self, library: Engine, typed: str, found: str) -> None:
        assert _found(library.search(Query(parse(typed).root))) == found

    def test_the_reader_s_rights_stand_below_everything(self, library: Engine) -> None:
        query = Query(Term("réservé"), facets=FACETS)
        assert (library.search(query).total, library.search(query).facets["theme"]) == (0, ())
        staff = Query(Term("réservé"), facets=FACETS, reader=STAFF_READER)
        assert _found(library.search(staff)) == "4"
        assert library.page_hits("n4", query).occurrences == {}
        assert library.page_hits("n4", staff).occurrences == {1: 1}

    def test_facets_leave_their_own_filter_out(self, library: Engine) -> None:
        results = library.search(Query(facets=FACETS, filters=(Filter("theme", ("a/b", "x")),)))
        assert results.total == 1
        theme = {each.value: (each.count, each.selected) for each in results.facets["theme"]}
        assert theme == {
            "a": (2, False),
            "a/b": (1, True),
            "a/c": (1, False),
            "d": (2, False),
            "x": (0, True),
        }
        assert results.facets["region"] == (FacetValue("24", 1),)

    def test_years_filter_and_stand_in_order(self, library: Engine) -> None:
        results = library.search(Query(facets=FACETS, years=YearRange(2006, None)))
        assert _found(results) == "1"
        assert results.facets["year"] == (FacetValue("2005", 1), FacetValue("2007", 1))

    def test_an_event_stands_under_the_year_it_begins_in(self, engine: Engine, texts: Texts) -> None:
        engine.apply(
            texts.add(change(1, "Rencontre", details=BEGINNING), change(2, "Rapport", issued="2005"))
        )
        results = engine.search(Query(facets=FACETS, years=YearRange(2006, 2006), sort=Sort.NEWEST))
        assert _found(results) == "1"
        assert results.facets["year"] == (FacetValue("2005", 1), FacetValue("2006", 1))
        every = engine.search(Query(sort=Sort.NEWEST))
        assert [hit.record.title for hit in every.hits] == ["Rencontre", "Rapport"]

    def test_undated_records_come_last(self, library: Engine) -> None:
        order = {
            sort: [hit.record.identifier for hit in library.search(Query(sort=sort)).hits] for sort in Sort
        }
        assert order[Sort.NEWEST] == ["n1", "n2", "n3"]
        assert order[Sort.OLDEST] == ["n2", "n1", "n3"]
        assert order[Sort.TITLE] == ["n3", "n1", "n2"]
        assert order[Sort.LATEST] == ["n3", "n2", "n1"]

    def test_titles_stand_without_their_article_marked_or_of_their_language(
        self, engine: Engine, texts: Texts
    ) -> None:
        engine.apply(
            texts.add(
                change(1, "Der Raum", "Texte.", article="Der"),
                change(2, "Das Quartier", "Texte.", language="de"),
                change(3, "L'habitat", "Texte."),
                change(4, "À propos", "Texte.", language="fr"),
            )
        )
        found = engine.search(Query(sort=Sort.TITLE)).hits
        assert [hit.record.identifier for hit in found] == ["n4", "n3", "n2", "n1"]

    def test_pages_of_results_follow_each_other(self, library: Engine) -> None:
        pages = [library.search(Query(sort=Sort.TITLE, size=2, page=page)) for page in (1, 2, 3)]
        assert [[hit.record.identifier for hit in page.hits] for page in pages] == [["n3", "n1"], ["n2"], []]
        assert {page.total for page in pages} == {3}

    def test_passages_name_their_page_and_mark_the_words(self, library: Engine) -> None:
        passages = library.search(Query(And((Term("emplois"), Term("jeune"))))).hits[0].passages
        assert [(passage.page, passage.occurrences) for passage in passages] == [(2, 2), (3, 1)]
        assert [passages[0].text[slice(*mark)] for mark in passages[0].marks] == ["emploi", "jeunes"]

    def test_occurrences_are_counted_by_page(self, library: Engine) -> None:
        assert dict(library.page_hits("n1", Query(Term("emplois"))).occurrences) == {2: 1, 3: 1}
        assert library.page_hits("absent", Query(Term("emplois"))).occurrences == {}

    def test_a_whole_page_is_marked(self, library: Engine) -> None:
        marks = library.mark("Les ÉLUS et l'élue", Query(Term("élu")))
        assert marks == ((4, 8), (14, 18))
        assert library.mark("une réussite, éducative", Query(Phrase("réussite éducative"))) == (
            (4, 12),
            (14, 23),
        )

    def test_a_query_that_asks_too_much_is_relaxed(self, library: Engine) -> None:
        results = library.search(Query(And((Term("emploi"), Term("jeunes"), Term("zèbre")))))
        assert (_found(results), results.relaxed) == ("12", True)
        assert not library.search(Query(And((Term("emploi"), Term("jeunes"))))).relaxed

    def test_what_a_notice_s_codes_are_called_finds_it_and_says_so(self, library: Engine) -> None:
        (hit,) = library.search(Query(parse("région 54").root)).hits
        assert (hit.record.identifier, hit.passages) == ("n2", ())

    def test_quotes_do_not_look_into_what_codes_are_called(self, library: Engine) -> None:
        assert _found(library.search(Query(parse('"région"').root))) == ""
        assert _found(library.search(Query(parse('"région 54"').root))) == ""
        assert "1" in _found(library.search(Query(parse('"Tours"').root)))

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ('"la ville"', "124"),
            ('"LA VILLE"', "124"),
            ('"de la ville"', "14"),
            ('"politique de la ville"', "1"),
            ('"politique dans la ville"', "2"),
            ('"politique la ville"', ""),
            ("«l'emploi»", "13"),
            ("« l’emploi »", "13"),
            ('"d\'emploi"', "2"),
            ('"chef d\'un projet"', "3"),
            ('"chef un projet"', "5"),
            ('"projet de"', "4"),
            ('"la ville de"', "1"),
            ('"son projet"', "5"),
            ('"être ou ne pas être"', "4"),
            ('"ou ne pas avoir"', ""),
            ('"le bien-être"', "3"),
            ('"bien-être"', "23"),
            ('"bien"', "235"),
            ('"les 12 villes"', "5"),
            ('"l\'article L. 5211"', "5"),
            ('-"la ville"', "35"),
            ('"la ville" OU "projet de"', "124"),
            ('titre:"la ville"', "2"),
            ('titre:"de la ville"', ""),
            ('texte:"de la ville"', "1"),
            ('auteur:"mairie de la ville"', "4"),
            ('auteur:"ville mairie"', ""),
            ('"autour de la gare"', "5"),
            ('"gare autour de la"', ""),
            ('"de la"', ""),
        ],
    )
    def test_quotes_ask_for_their_little_words(
        self, engine: Engine, texts: Texts, typed: str, found: str
    ) -> None:
        engine.apply(texts.add(*SAID))
        results = engine.search(Query(parse(typed).root, text=typed, facets=("theme",)))
        assert _found(results) == found
        assert results.total == len(found)
        assert sum(value.count for value in results.facets["theme"]) == len(found)

    def test_pages_count_and_marks_show_a_phrase_with_its_little_words_only(
        self, engine: Engine, texts: Texts
    ) -> None:
        engine.apply(texts.add(*SAID))
        query = Query(parse('"de la ville"').root)
        assert dict(engine.page_hits("n1", query).occurrences) == {1: 1, 3: 1}
        assert dict(engine.page_hits("n2", query).occurrences) == {}
        hit = next(each for each in engine.search(query).hits if each.record.identifier == "n1")
        assert {passage.page for passage in hit.passages} == {1, 3}
        text = "De l’avis de la ville, pour la ville ; DE LA VILLE"
        assert [text[slice(*mark)] for mark in engine.mark(text, query)] == ["ville", "VILLE"]

    @pytest.mark.needs("ranking")
    def test_a_hit_says_which_words_its_codes_alone_hold(self, library: Engine) -> None:
        (hit,) = library.search(Query(parse("région 54").root)).hits
        assert set(hit.described) == {"region", "54"}
        assert library.search(Query(parse("tours").root)).hits[0].described == ()

    @pytest.mark.needs("ranking")
    def test_another_name_is_told_of_codes_where_the_whole_of_it_answers(self, library: Engine) -> None:
        def described(*names: str) -> dict[str, set[str]]:
            group = Expanded(Term("inconnu"), tuple(Phrase(name, exact=False) for name in names))
            hits = library.search(Query(Or((group, Term("tours"))), text="x")).hits
            return {hit.record.identifier: set(hit.described) for hit in hits}

        assert described("région 54")["n2"] == {"region", "54"}
        # Half a name finds nothing, and who says one of the names is not found by the others.
        assert described("région inconnue")["n2"] == set()
        assert described("région 54", "tours d'habitation")["n2"] == set()

    def test_changes_replace_and_withdraw(self, library: Engine, texts: Texts) -> None:
        library.apply(texts.add(change(5, "Autre", "rien", identifier="n1"), Change(6, "n2", None)))
        assert (_found(library.search(Query(Term("emploi")))), library.position()) == ("", 6)
        library.apply(texts.add(change(5, "Autre", "rien", identifier="n1")))
        assert _found(library.search(Query())) == "13"

    def test_expunging_changes_no_answer(self, library: Engine, texts: Texts) -> None:
        library.apply(texts.add(Change(5, "n2", None)))
        before = _found(library.search(Query())), library.position()
        library.expunge()
        assert (_found(library.search(Query())), library.position()) == before

    def test_a_failing_stream_of_changes_changes_nothing(self, library: Engine) -> None:
        def changes():
            yield change(7, "Nouveau")
            raise OSError("disque plein")

        with pytest.raises(OSError, match="disque plein"):
            library.apply(changes())
        assert (_found(library.search(Query())), library.position()) == ("123", 4)

    def test_changes_applied_again_end_in_the_same_state(self, library: Engine) -> None:
        library.apply(LIBRARY)
        assert (_found(library.search(Query())), library.position()) == ("123", 4)

    def test_a_query_of_many_words_is_answered(self, library: Engine) -> None:
        words = [*(f"mot{one}{other}" for one in "bcdfghjkl" for other in "aeiouybcdfghjklmnpqrst"), "emploi"]
        terms = tuple(map(Term, words))
        assert _found(library.search(Query(And(terms), text=" ".join(words)))) == "12"
        assert _found(library.search(Query(Or(terms)))) == "12"
        assert _found(library.search(Query(Phrase(" ".join(words))))) == ""
        assert _found(library.search(Query(Or(tuple(map(Phrase, words)))))) == "1"

    @pytest.mark.needs("durability")
    def test_expunged_words_stand_in_no_file(self, library: Engine, texts: Texts, files: Path) -> None:
        assert _files_with(files, b"mediatrice")
        library.apply(texts.add(Change(5, "n3", None)))
        assert library.expunge()
        assert not _files_with(files, b"mediatrice")
        assert _files_with(files, b"reussite")

    @pytest.mark.needs("ranking")
    @pytest.mark.parametrize(("query", "first"), [("Tours", 1), ("tours", 2), ("emplois", 2), ("emploi", 1)])
    def test_the_very_form_ranks_first(self, library: Engine, query: str, first: int) -> None:
        assert library.search(Query(Term(query))).hits[0].record.identifier == f"n{first}"

    @pytest.mark.needs("ranking")
    def test_a_score_is_explained_by_its_parts(self, library: Engine) -> None:
        query = Query(And((Term("réussite"), Term("jeune"))))
        (hit,) = library.search(query).hits
        reasons = library.explain("n1", query)
        assert sum(reason.score for reason in reasons) == pytest.approx(hit.score, abs=0.01)
        assert {("reussite", "title"), ("", "near")} <= {(each.words, each.signal) for each in reasons}
        assert library.explain("n2", query) == [] == library.explain("absent", query)

    @pytest.mark.needs("ranking")
    def test_synonyms_are_searched_and_named(self, library: Engine) -> None:
        results = library.search(Query(Expanded(Term("médiateur"), (Phrase("réussite éducative"),))))
        assert results.expanded == ("réussite éducative",)
        named = {hit.record.identifier: hit.expanded for hit in results.hits}
        assert named == {"n3": (), "n1": ("réussite éducative",)}

    @pytest.mark.needs("ranking")
    def test_a_synonym_is_no_news_of_a_document_that_says_what_was_typed(self, library: Engine) -> None:
        (hit,) = library.search(Query(Expanded(Term("réussite"), (Phrase("réussite éducative"),)))).hits
        assert hit.expanded == ()

    @pytest.mark.needs("suggestion")
    def test_a_misspelt_query_gets_a_suggestion_that_has_answers(self, library: Engine) -> None:
        query = Query(And((Term("reusite"), Term("éducative"))), text="reusite éducative")
        assert library.search(query).suggestion == "réussite éducative"
        joined = Query(Term("réussiteéducative"), text="réussiteéducative")
        assert library.search(joined).suggestion == "réussite éducative"
        assert library.search(Query(Term("reservee"), text="reservée")).suggestion is None
        assert library.search(Query(Term("zzzzz"), text="zzzzz")).suggestion is None

    @pytest.mark.needs("completion")
    def test_words_and_titles_are_completed_with_their_accents(self, library: Engine) -> None:
        offered = [(each.text, each.kind) for each in library.complete("reuss", reader=PUBLIC_READER)]
        assert offered == [("réussite", "word"), ("Réussite éducative à Tours", "title")]
        assert library.complete("reserv", reader=PUBLIC_READER) == []
        assert library.complete("", reader=PUBLIC_READER) == []

    @pytest.mark.needs("similarity")
    def test_similar_records_share_words_and_are_visible(self, library: Engine) -> None:
        hits = library.similar("n1", reader=PUBLIC_READER)
        assert [hit.record.identifier for hit in hits] == ["n2", "n3"]
        assert "emploi" in hits[0].shared
        assert library.similar("absent", reader=PUBLIC_READER) == []

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(changes=corpora(), query=queries)
    def test_answers_are_those_of_the_reference(self, new_engine, changes, query) -> None:
        self.check_by_the_reference(new_engine, changes, query)

    def check_by_the_reference(self, new_engine, changes, query) -> None:
        texts, reference = Texts(), MemoryEngine(Facets())
        engine = new_engine(texts)
        for each in (engine, reference):
            each.apply(texts.add(*changes[:5]))
            each.apply(texts.add(*changes[5:]))
        ours, expected = engine.search(query), reference.search(query)
        assert _identifiers(ours) == _identifiers(expected)
        assert (ours.total, ours.relaxed, ours.facets) == (expected.total, expected.relaxed, expected.facets)
        for hit in expected.hits:
            pages = [each.page_hits(hit.record.identifier, query).occurrences for each in (engine, reference)]
            assert dict(pages[0]) == dict(pages[1])


def _files_with(folder: Path, word: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and word in path.read_bytes()]


def _found(results: Results) -> str:
    return "".join(sorted(hit.record.identifier[1:] for hit in results.hits))


def _identifiers(results: Results) -> list[str]:
    return sorted(hit.record.identifier for hit in results.hits)
