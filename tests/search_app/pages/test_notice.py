from hypothesis import given
from hypothesis import strategies as st

from search.results import Mark, Passage
from search_app.pages.evidence import confidence_text
from search_app.pages.notice import BEFORE, LENGTH, cut
from search_app.pages.places import place_links


@given(st.text("abc \n", min_size=1, max_size=900), st.data())
def test_a_passage_is_cut_around_its_first_mark(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
    found = cut(Passage(3, text, (Mark(start, end),)))
    (mark,) = found.marks
    assert found.text[mark.start : mark.end] == text[start:end]
    assert len(found.text) <= BEFORE + LENGTH + len(text[start:end]) + 4


def test_a_passage_is_cut_where_most_marks_stand_together():
    text = "seul " + "mot " * 200 + "deux ensemble " + "mot " * 200
    marks = tuple(
        Mark(text.index(word), text.index(word) + len(word)) for word in ("seul", "deux", "ensemble")
    )
    found = cut(Passage(3, text, marks))
    assert [found.text[start:end] for start, end in found.marks] == ["deux", "ensemble"]
    assert found.text.startswith("… mot")
    assert found.text.endswith("mot …")


def test_confidence_in_words():
    assert [confidence_text(each) for each in (1, 0.75, 0.5, 0)] == [
        "presque certain",
        "probable",
        "possible",
        "incertain",
    ]


def test_places_lead_to_what_else_is_held_there():
    links = place_links(["reg:54", "dep:37", "com:37261", "qpv:QP974001", "pays:FR"])
    assert [(each.text, each.url) for each in links] == [
        ("Poitou-Charentes", "/territoires/R54"),
        ("Indre-et-Loire", "/territoires/D37"),
        ("Tours (Indre-et-Loire)", "/territoires/C37261"),
        ("Quartier prioritaire QP974001", "/territoires/D974"),
        ("pays:FR", ""),
    ]
