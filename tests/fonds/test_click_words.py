import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.library import Library
from catalogue.sentences import is_french
from fonds.click_words import LANGUAGE_VARIABLES, language


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR", "LANG": "en_GB"}, "fr"),
        ({"FONDS_LANG": "en", "LC_ALL": "fr_FR"}, "en"),
        ({"FONDS_LANG": "fr", "LANG": "en_GB"}, "fr"),
    ],
)
def test_the_terminal_is_spoken_to_in_its_language(environment: dict[str, str], spoken: str) -> None:
    assert language(environment) == spoken


def said(locale: str, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in LANGUAGE_VARIABLES} | {
        "LC_ALL": locale
    }
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


HELPS = """
import click
from fonds.cli import cli

def tell(command, context):
    print(command.get_help(context))
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        one = command.get_command(context, name)
        tell(one, click.Context(one, info_name=name, parent=context, terminal_width=400))

tell(cli, click.Context(cli, info_name="fonds", terminal_width=400))
"""
#: What is French in English helps as well: searches of French documents, and words typed in them.
FRENCH_AS_WELL = (
    "fonds search", "fonds export", "fonds init ma-", "département", "dispositifs.csv",
)  # fmt: skip


def test_every_help_is_english_where_the_locale_is() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HELPS], capture_output=True, text=True, check=True,
        env={**os.environ, "FONDS_LANG": "en"}, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    lines = [each.strip() for each in done.stdout.splitlines()]
    assert len(lines) > 300
    assert [each for each in lines if is_french(each) and not any(w in each for w in FRENCH_AS_WELL)] == []


def test_errors_of_the_packages_below_are_english_too(library: Library, tmp_path: Path) -> None:
    assert "Error: Nothing is indexed yet: run “fonds index”." in told(library, "search", "santé")
    (library.corpus / "vide.pdf").touch()
    (library.corpus / "note.md").write_text("# Note\n\nUn texte.")
    (library.corpus / "note.md.toml").write_text("titel = 'x'")
    first = told(library, "index")
    assert "Unreadable:\n  vide.pdf: The file is empty. Deposit it again." in first
    assert "note.md.toml: note.md.toml, line 1: unknown key “titel”. Known keys: " in first
    assert "1 searchable document (" in first
    findings = told(library, "check")
    assert "note.md.toml, line 1: Unknown key “titel”." in findings
    assert not [each for each in findings.splitlines() if is_french(each)]
    unknown = told(library, "show", "xyz")
    assert "Error: No notice has the identifier “xyz”. Check it, or search by its title." in unknown
    assert "engine whoosh" in told(library, "--version", library_named=False)


def told(library: Library, *arguments: str, library_named: bool = True) -> str:
    named = ("--library", str(library.folder)) if library_named else ()
    return said("en_GB.UTF-8", *arguments, *named)
