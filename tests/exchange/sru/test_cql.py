import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.vocabulary import load_vocabularies
from exchange.sru.cql import CqlSearch, read_cql
from exchange.sru.diagnostics import Diagnostic
from search.query import And, Everything, Filter, Not, Or, Phrase, Prefix, Sort, Term, YearRange

VOCABULARIES = load_vocabularies()


def read(text: str) -> CqlSearch:
    return read_cql(text, VOCABULARIES)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("santé", Term("santé")),
        ('"atelier santé ville"', Phrase("atelier santé ville")),
        ("dc.title = bilan", Term("bilan", "title")),
        ('title any "bilan rapport"', Or((Term("bilan", "title"), Term("rapport", "title")))),
        ('dc.creator all "martin claire"', And((Term("martin", "creators"), Term("claire", "creators")))),
        ("dc.description = résid*", Prefix("résid", "abstract")),
        ("a and b or c", Or((And((Term("a"), Term("b"))), Term("c")))),
        ("a not b", And((Term("a"), Not(Term("b"))))),
        ("a and (b or c)", And((Term("a"), Or((Term("b"), Term("c")))))),
        ("dc.title <> bilan", Not(Term("bilan", "title"))),
        ("cql.serverChoice = *", Everything()),
        ("cql.allRecords = 1", Everything()),
        ("1", Term("1")),
    ],
)
def test_words_and_booleans_are_the_querys_own(text, root):
    assert read(text).root == root


def test_values_are_filters():
    asked = read('santé and dc.coverage = Bretagne and dc.language = fr and dc.date within "2005 2010"')
    assert asked.root == Term("santé")
    assert asked.filters == (Filter("region", ("53",)), Filter("language", ("fr",)))
    assert asked.years == YearRange(2005, 2010)
    assert read("dc.subject = sante").filters == (Filter("theme", ("sante",)),)
    assert read("dc.date >= 2010").years == YearRange(2010, None)


def test_one_key_sorts():
    assert read("a sortBy dc.date/sort.descending").sort is Sort.NEWEST
    assert read("a sortBy dc.title").sort is Sort.TITLE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(a", 10),
        ('"', 10),
        ("a and", 10),
        ("marc.245 = a", 16),
        ("dc.title within a", 19),
        ("dc.title =/fuzzy a", 20),
        ('dc.title = ""', 27),
        ("r?pport", 28),
        ("^a", 31),
        ("dc.date = hier", 36),
        ("a prox b", 37),
        ("a or dc.language = fr", 48),
        ("a sortBy dc.creator", 80),
        ("a sortBy dc.title/sort.descending", 82),
        ("(" * 500 + "a" + ")" * 500, ""),
        (" and ".join("a" * 40), 48),
    ],
)
def test_what_is_not_run_has_its_number(text, number):
    if number == "":
        assert read(text).root == Term("a")
        return
    with pytest.raises(Diagnostic) as told:
        read(text)
    assert told.value.number == number


@given(st.text(st.sampled_from('ab"()*^/<>= andorpx.\\é'), max_size=30))
def test_any_text_is_a_question_or_a_diagnostic(text):
    try:
        read(text)
    except Diagnostic as diagnostic:
        assert diagnostic.message
