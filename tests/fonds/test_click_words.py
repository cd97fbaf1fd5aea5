import os
import subprocess
import sys
from pathlib import Path

import pytest

from fonds.click_words import language


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR", "LANG": "en_GB"}, "fr"),
    ],
)
def test_the_terminal_is_spoken_to_in_its_language(environment: dict[str, str], spoken: str) -> None:
    assert language(environment) == spoken


def said(locale: str, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "LANGUAGE"} | {"LC_ALL": locale}
    done = subprocess.run(
        [sys.executable, "-m", "fonds", *arguments], capture_output=True, text=True, env=environment,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return done.stdout + done.stderr


def test_clicks_own_words_are_french_unless_the_locale_is_english() -> None:
    help_text = said("fr_FR.UTF-8", "search", "--help")
    assert "Emploi :" in help_text
    assert "Usage" not in help_text
    assert "La commande « cherche » n'existe pas" in said("C.UTF-8", "cherche")
    assert "L'option « --xyz » n'existe pas" in said("C.UTF-8", "search", "--xyz")
    assert "No such command 'cherche'" in said("en_US.UTF-8", "cherche")
