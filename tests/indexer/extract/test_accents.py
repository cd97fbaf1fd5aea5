import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.accents import recomposed


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("coh´esion, m´ediation, `a l’´evaluation", "cohésion, médiation, à l’évaluation"),
        ("cohe´sion, me´diation, re´ussite", "cohésion, médiation, réussite"),
        ("fran¸cais, maˆıtre, No¨el, ´Ecole, o`u", "français, maître, Noël, École, où"),
        ("L´eau et l´école, déjà réglées", "L´eau et l´école, déjà réglées"),
        ("aucun signe", "aucun signe"),
    ],
)
def test_accents_return_to_their_letters(written: str, read: str) -> None:
    assert recomposed(written) == read


@given(st.text())
def test_any_text_passes(text: str) -> None:
    assert isinstance(recomposed(text), str)
