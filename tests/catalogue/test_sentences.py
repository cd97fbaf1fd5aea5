"""Which texts of the code are sentences that somebody reads."""

from pathlib import Path

from catalogue.sentences import sentences_in


def test_what_is_looked_up_or_is_no_language_is_no_sentence(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(
        'COLUMNS = {"nom de famille": "family", N_("état"): "Voici l\'état."}\nUP = "A-ZÀ-ÖØ-Ý"\n',
        encoding="utf-8",
    )
    assert list(sentences_in(code, "catalogue/code.py")) == ["état", "Voici l'état."]
