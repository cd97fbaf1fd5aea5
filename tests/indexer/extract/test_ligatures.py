from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.ligatures import mend_ligatures

PROSE = "La collec\x1fvité engage une concerta\x1fon, une évalua\x1fon et une coopéra\x1fon. "


def test_the_sign_before_on_is_ti() -> None:
    mended = mend_ligatures([PROSE, PROSE])[0]
    assert mended.startswith("La collectivité engage une concertation, une évaluation et une coopération.")


def test_words_seen_whole_tell_another_sign() -> None:
    mended = mend_ligatures([PROSE * 2, "L'e\x03ort et l'o\x03re. Un effort, une offre."])
    assert mended[1].startswith("L'effort et l'offre.")


def test_a_sign_nothing_tells_is_left_alone() -> None:
    texts = ["k\x01h, d\x13 et x\x04", "une \x1f phrase"]
    assert mend_ligatures(texts) == texts


@given(st.lists(st.text(alphabet="aébon\x01\x02\x1f \n-"), max_size=4))
def test_only_signs_are_ever_replaced(texts: list[str]) -> None:
    for text, mended in zip(texts, mend_ligatures(texts), strict=True):
        assert mended.count("\n") == text.count("\n")
        assert len(mended) >= len(text)
