"""`fonds import` as one types it, and what a search finds of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.library import Library
from fonds.cli import cli


@pytest.fixture
def fonds(library: Library):
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, [*arguments, "--library", str(library.folder)])

    return run


def test_five_hundred_lines_are_imported_indexed_and_found(fonds, tmp_path: Path) -> None:
    lines = [f"{number};Fiche {number};{1990 + number % 30};Sport|patinage" for number in range(1, 501)]
    lines[122] = '123;"Fiche ouverte;2001;'
    lines[332] = "333;;2001;"
    file = tmp_path / "fiches.csv"
    file.write_text("id;titre;année;mots-clés\n" + "\n".join(lines), encoding="utf-8")
    done = fonds("import", str(file), "--json")
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["total"], len(answer["created"])) == (1, 500, 498)
    assert [(each["number"], each["line"]) for each in answer["rejected"]] == [(123, 124), (333, 334)]
    assert answer["unknown"] == {"patinage": 498}
    assert fonds("index").exit_code == 0
    assert json.loads(fonds("search", "patinage", "--theme", "sport", "--json").stdout)["total"] == 498


def test_the_outcome_is_said_in_plain_words(fonds, tmp_path: Path) -> None:
    file = tmp_path / "a.ris"
    file.write_text("TY  - RPRT\nTI  - Bilan\nPY  - jadis\nER  - \nTY  - RPRT\nER  - \n", encoding="utf-8")
    done = fonds("import", str(file))
    assert "2 notices lues : 1 nouvelles" in done.stdout
    assert "n° 2, ligne 5" in done.stderr
    assert "jadis" in done.stderr


def test_a_name_that_tells_no_format_asks_for_one(fonds, tmp_path: Path) -> None:
    file = tmp_path / "a.dat"
    file.touch()
    assert fonds("import", str(file)).exit_code == 2
