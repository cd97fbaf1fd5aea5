"""What is typed, by whatever terminal."""

import builtins
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalogue.library import create_library
from fonds import __main__
from fonds.cli import cli
from fonds.commands.typed import whole_text

#: « élèves » as a terminal in Latin-1 hands it over.
HALVES = "élèves".encode("latin-1").decode("utf-8", "surrogateescape")


def test_a_text_is_read_in_whole_characters() -> None:
    assert whole_text(HALVES) == whole_text("élèves") == "élèves"
    # Python in the C locale takes UTF-8 apart as well.
    assert whole_text("élèves".encode().decode("ascii", "surrogateescape")) == "élèves"


def test_no_command_ends_in_half_characters(tmp_path: Path) -> None:
    (create_library(tmp_path).corpus / "a.md").write_text("# Bilan\n\nLes élèves.\n", encoding="utf-8")
    typed = (
        "index", "search", "search --json", "search a --author", "show", "erase --yes", "describe", "export",
        "unmount", "mount", "vocabulary show", "undo", "add", "import", "alerts erase", "sync",
    )  # fmt: skip
    for words in typed:
        half = [] if words == "index" else [HALVES]
        answer = CliRunner().invoke(cli, [*words.split(), *half, "--library", str(tmp_path)])
        assert answer.exception is None or not isinstance(answer.exception, UnicodeError), words
        assert words != "search" or "Bilan" in answer.output


@pytest.mark.parametrize(
    "words",
    [("init",), ("backup",), ("restore", __file__), ("mount",), ("export", "-o"), ("add",),
     ("bundle", "create"), ("search", "a", "--library")],
)  # fmt: skip
def test_an_empty_path_is_not_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(cli, [*words, ""])
    assert (answer.exit_code, "ni fichier ni dossier" in answer.output) == (2, True)
    assert not list(tmp_path.iterdir())


def test_who_interrupts_while_the_command_is_loaded_reads_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def interrupted(name: str, *arguments: object) -> object:
        if name == "fonds.cli":
            raise KeyboardInterrupt
        return real(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", interrupted)
    with pytest.raises(SystemExit) as ended:
        __main__.run()
    assert ended.value.code == 130
