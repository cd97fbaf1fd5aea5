import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import MAX_PAGE, Filter, Sort, YearRange
from search_app.state import FACET_KEYS, MAX_TEXT, Problem, SearchState, read_state, read_years

SLUGS = st.text(string.ascii_lowercase + string.digits + ":-", min_size=1, max_size=12)
YEARS = st.integers(0, 9999)


def anything(facet, value):
    return True


def nothing(facet, value):
    return False


@st.composite
def year_ranges(draw):
    start, end = draw(st.none() | YEARS), draw(st.none() | YEARS)
    if start is None and end is None:
        return None
    if start is not None and end is not None:
        start, end = sorted((start, end))
    return YearRange(start, end)


@st.composite
def states(draw):
    words = draw(st.text(st.characters(exclude_categories=("C", "Z")), max_size=40))
    state = SearchState(
        words,
        (),
        draw(year_ranges()),
        draw(st.sampled_from(Sort)),
        expand=draw(st.booleans()),
    )
    for facet in FACET_KEYS:
        if facet != "year":
            state = state.selecting(facet, draw(st.sets(SLUGS, max_size=3)))
    return state.at(draw(st.integers(1, MAX_PAGE)))


@given(states())
def test_an_address_gives_back_the_state_it_was_made_from(state):
    assert read_state(state.pairs(), anything) == (state, ())


@given(
    st.lists(st.tuples(st.sampled_from(["q", "theme", "annee", "page", "tri", "synonymes", "x"]), st.text()))
)
def test_any_address_is_read_and_its_state_is_stable(pairs):
    state, _ = read_state(pairs, anything)
    assert read_state(state.pairs(), anything) == (state, ())


def test_a_control_character_between_two_spaces_leaves_one():
    state, _ = read_state([("q", "0 \x1b\r0")], anything)
    assert state.text == "0 0"


def test_empty_and_default_values_never_stand_in_an_address():
    pairs = [("q", " "), ("theme", ""), ("tri", "pertinence"), ("page", "1"), ("annee_min", "")]
    state, problems = read_state(pairs, anything)
    assert (state.pairs(), problems) == ([], ())


def test_keys_have_one_order_and_values_are_sorted_once():
    pairs = [("page", "2"), ("theme", "sante"), ("theme", "habitat"), ("theme", "sante"), ("q", "jeux")]
    state, _ = read_state(pairs, anything)
    assert state.pairs() == [("q", "jeux"), ("theme", "habitat"), ("theme", "sante"), ("page", "2")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2007", YearRange(2007, 2007)),
        ("2005..2010", YearRange(2005, 2010)),
        ("2010..2005", YearRange(2005, 2010)),
        ("2005..", YearRange(2005, None)),
        ("..2010", YearRange(None, 2010)),
        ("abc", None),
        ("..", None),
        ("20052010", None),
        ("٢٠٠٥", None),
    ],
)
def test_years(text, years):
    assert read_years(text) == years


def test_the_two_boxes_of_the_form_make_one_range():
    state, _ = read_state([("annee_min", "2005"), ("annee_max", "2010")], anything)
    assert ("annee", "2005..2010") in state.pairs()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("annee", "abc"),
        ("page", "99999999"),
        ("page", "-1"),
        ("page", "0"),
        ("tri", "x"),
        ("synonymes", "oui"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(key, value):
    assert read_state([(key, value)], anything) == (SearchState(), (Problem(key, value),))


def test_an_unknown_theme_is_named_and_left_out():
    assert read_state([("theme", "zzz")], nothing) == (SearchState(), (Problem("theme", "zzz"),))


def test_a_question_too_long_is_cut_and_named():
    state, problems = read_state([("q", "a" * 10_000)], anything)
    assert len(state.text) == MAX_TEXT
    assert [problem.key for problem in problems] == ["q"]


def test_changing_a_filter_returns_to_the_first_page_and_keeps_words_and_order():
    state = SearchState("jeux", sort=Sort.NEWEST, page=4).selecting("theme", ["sante"])
    assert state == SearchState("jeux", (Filter("theme", ("sante",)),), sort=Sort.NEWEST)
    assert state.without("theme", "sante") == SearchState("jeux", sort=Sort.NEWEST)
