"""What the command line owes to whoever types (docs/contrat-de-page.md), where no other test shows it."""

import json
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from catalogue.library import Library
from fonds.cli import cli
from tests.test_docs import named

FONDS = [sys.executable, "-m", "fonds"]
COMMANDS = dict(named(cli))
#: Commands that tell something, each with a call that needs nothing but a library.
TELLING = {
    "index": [], "search": ["logement"], "check": [], "config": [], "network": [], "user list": [],
    "alerts list": [], "vocabulary list": [], "key show": [],
}  # fmt: skip


@pytest.fixture
def filled(library: Library) -> Library:
    (library.corpus / "note.md").write_text("# Bilan\n\nLe logement social.\n", encoding="utf-8")
    assert run(library, "index").returncode == 0
    return library


def run(library: Library, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*FONDS, *words, "--library", str(library.folder)], capture_output=True, text=True, timeout=120
    )


def options(command: click.Command) -> Iterator[str]:
    return (name for each in command.params if isinstance(each, click.Option) for name in each.opts)


def test_what_tells_something_answers_in_json_alone_on_stdout(filled: Library) -> None:
    for name, words in TELLING.items():
        assert "--json" in options(COMMANDS[name]), name
        told = run(filled, *name.split(), *words, "--json")
        assert json.loads(told.stdout) is not None, name


def test_no_progress_and_no_colour_where_nobody_looks(filled: Library) -> None:
    (filled.corpus / "autre.md").write_text("# Autre\n\nLe logement neuf.\n", encoding="utf-8")
    told = run(filled, "index")
    assert "\x1b" not in told.stdout + told.stderr and "\r" not in told.stderr
    assert len(told.stdout.splitlines()) == 1
    assert len(told.stderr.splitlines()) <= 1


def test_a_command_that_is_misspelt_is_answered_with_the_one_that_was_meant() -> None:
    told = CliRunner().invoke(cli, ["serach", "x"])
    assert told.exit_code == 2 and "search" in told.output


def test_no_secret_is_ever_an_option() -> None:
    assert [
        name for name, each in COMMANDS.items() if {"--password", "--token", "--secret"} & {*options(each)}
    ] == []


def test_what_writes_much_can_be_tried_first_and_what_erases_asks(filled: Library) -> None:
    for name in ("import", "vocabulary import"):
        assert "--dry-run" in options(COMMANDS[name]), name
    identifier = json.loads(run(filled, "search", "logement", "--json").stdout)["hits"][0]["identifier"]
    refused = CliRunner().invoke(cli, ["erase", identifier, "--library", str(filled.folder)], input="n\n")
    assert refused.exit_code != 0 and f"({identifier})" in refused.output
    beginning = CliRunner().invoke(cli, ["erase", identifier[:6], "--yes", "--library", str(filled.folder)])
    assert beginning.exit_code == 2 and identifier in beginning.output
    assert (filled.corpus / "note.md").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete_it(shell: str) -> None:
    told = CliRunner().invoke(cli, ["completion", shell])
    assert told.exit_code == 0 and "_FONDS_COMPLETE" in told.output
