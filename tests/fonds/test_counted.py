"""Numbers with their words."""

import pytest

from catalogue import wording
from fonds.commands.counted import counted


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [("fr", 0, "0 résultat"), ("fr", 1, "1 résultat"), ("fr", 2, "2 résultats"), ("en", 0, "0 results")],
)
def test_a_number_agrees_as_its_language_does(
    monkeypatch: pytest.MonkeyPatch, language: str, count: int, said: str
) -> None:
    monkeypatch.setattr(wording, "_chosen", language)
    assert counted(count, "{count} résultat", "{count} résultats") == said
