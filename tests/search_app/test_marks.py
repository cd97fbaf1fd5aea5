from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from search.results import Mark
from search_app.marks import marked

POSITIONS = st.integers(-5, 50)


def test_marks_stand_around_escaped_text():
    assert marked("<b>santé</b>", [Mark(3, 8)]) == "&lt;b&gt;<mark>santé</mark>&lt;/b&gt;"


def test_marks_that_overlap_join():
    assert marked("abcd", [Mark(0, 2), Mark(1, 3)]) == "<mark>ab</mark><mark>c</mark>d"


@given(st.text(max_size=40), st.lists(st.builds(Mark, POSITIONS, POSITIONS)))
def test_no_mark_adds_or_loses_a_letter_or_opens_a_tag(text, marks):
    html = str(marked(text, marks))
    assert html.replace("<mark>", "").replace("</mark>", "") == str(escape(text))
    assert html.count("<mark>") == html.count("</mark>")
