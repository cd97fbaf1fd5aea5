import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import fonds
from catalogue.library import create_library
from fonds.cli import cli, main
from fonds.terminal import give, plain, say, say_marked

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")
#: Clears the screen, sets a title, rings; the same by one character of C1; turns the line.
NASTY = "a\x1b[2Jb\x1b]0;titre\x07c\x9b31md\u202ee\x00\r"


def test_nothing_that_a_terminal_obeys_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    say(NASTY)
    say(NASTY, err=True)
    say_marked([(NASTY, False), (NASTY, True)])
    give(NASTY.replace("\u202e", "").replace("\r", ""))
    told = capsys.readouterr()
    assert not OBEYED.search(told.out + told.err)
    assert plain("Été\tœuvre\n« à »") == "Été\tœuvre\n« à »"


def test_no_command_speaks_otherwise() -> None:
    folder = Path(fonds.__file__).parent
    others = [path for path in folder.rglob("*.py") if path.name != "terminal.py"]
    said = re.compile(r"click\.(secho|echo|style)\(|(?<![\w.])print\(")
    assert [path.name for path in others if said.search(path.read_text(encoding="utf-8"))] == []


def test_a_file_name_and_its_text_are_told_plain(tmp_path: Path) -> None:
    library = create_library(tmp_path)
    (library.corpus / "c\nfaux.xyz").write_text("x")
    (library.corpus / "b\x1b[31m\x07.txt").write_text("Texte \x1b[2J du rapport sur la médiation.\n")
    for words in (("index",), ("search", "médiation"), ("check",), ("search", "médiation", "--json")):
        told = CliRunner().invoke(cli, [*words, "--library", str(tmp_path)], color=True)
        assert told.output
        assert not OBEYED.search(re.sub("\x1b\\[(1|0)m", "", told.output))
        assert not re.search("^faux", told.output, re.MULTILINE)
        assert words != ("check",) or "c↵faux.xyz" in told.output


def test_what_was_typed_begins_no_line_of_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["fonds", "import", "/nulle/part\nErreur : fausse"])
    with pytest.raises(SystemExit):
        main()
    told = capsys.readouterr().err.splitlines()
    assert [line[:8] for line in told].count("Erreur :") == 1
    assert "part↵Erreur : fausse" in told[-1]


def test_a_program_without_streams_or_with_few_letters_still_works(tmp_path: Path) -> None:
    create_library(tmp_path)
    (tmp_path / "corpus" / "a.md").write_text("# Bilan 😀 مدينة\n\nLa médiation.\n", encoding="utf-8")
    command = f'"{sys.executable}" -m fonds %s --library "{tmp_path}" %s'
    for words, ending in (("index", "<&- >&- 2>&-"), ("index", "2>&-"), ("search médiation", ">&-")):
        assert subprocess.run(command % (words, ending), shell=True, check=False).returncode == 0
    told = subprocess.run(
        command % ("search médiation", ""), shell=True, check=True, capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )  # fmt: skip
    assert "Bilan ? ?????" in told.stdout.decode("latin-1")
