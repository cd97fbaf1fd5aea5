from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from search_app.pages.drawn_cover import drawn_cover


def words(svg: str) -> list[str]:
    return [each.text for each in etree.fromstring(svg.encode()).iter("{*}text")]


def test_a_sheet_bears_the_title_then_the_beginning_of_the_text() -> None:
    drawn = words(drawn_cover("Le square & la place de la Citadelle", "Une marche.\n\nDeux avis."))
    assert drawn == ["Le square & la place", "de la Citadelle", "Une marche. Deux avis."]


@given(st.text(max_size=400), st.text(max_size=4000))
def test_whatever_a_document_says_is_text_on_one_sheet(title: str, text: str) -> None:
    root = etree.fromstring(drawn_cover(title, f"<script>{text}").encode("utf-8", "surrogatepass"))
    assert {etree.QName(each).localname for each in root.iter()} == {"svg", "path", "g", "text"}
    assert all(float(each.get("y")) < 297 for each in root.iter("{*}text"))
