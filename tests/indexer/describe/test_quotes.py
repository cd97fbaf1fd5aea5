from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.quotes import LENGTH, quote

PAGE = "Premier point. Le contrat de ville a été signé à Dreux en 2007 ! Une autre phrase."


def test_a_quote_is_the_sentence_as_it_stands() -> None:
    start = PAGE.index("contrat")
    assert quote(PAGE, start, start + 16) == "Le contrat de ville a été signé à Dreux en 2007 !"


def test_a_line_of_a_list_is_quoted_alone() -> None:
    page = "Nos missions\n• animer le réseau\n• observer les territoires\n• former"
    start = page.index("observer")
    assert quote(page, start, start + 8) == "• observer les territoires"


@given(st.text(min_size=1), st.data())
def test_a_quote_is_short_verbatim_and_holds_its_match(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = min(len(text), start + 10)
    found = quote(text, start, end)
    assert found in text and len(found) <= LENGTH
    assert text[start:end].strip() in found
