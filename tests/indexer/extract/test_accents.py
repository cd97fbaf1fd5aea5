import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.accents import recomposed
from indexer.extract.tidy import tidy


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("coh´esion, m´ediation, `a l’´evaluation", "cohésion, médiation, à l’évaluation"),
        ("cohe´sion, me´diation, re´ussite", "cohésion, médiation, réussite"),
        ("fran¸cais, maˆıtre, No¨el, ´Ecole, o`u", "français, maître, Noël, École, où"),
        ("L´eau et l´école, déjà réglées", "L´eau et l´école, déjà réglées"),
        ("Call `add` with `error` and `a` set.", "Call `add` with `error` and `a` set."),
        ("aucun signe", "aucun signe"),
    ],
)
def test_accents_return_to_their_letters(written: str, read: str) -> None:
    assert recomposed(written) == read


def test_accents_return_in_every_format() -> None:
    assert tidy("La coh´esion et l'´ecole, `a ´Evry") == "La cohésion et l'école, à Évry"


@given(st.text())
def test_any_text_passes(text: str) -> None:
    assert isinstance(recomposed(text), str)
