"""`fonds vocabulary` as one types it, without a process of its own."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.library import Library
from fonds.cli import cli


@pytest.fixture
def fonds(library: Library):
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["vocabulary", *arguments, "--library", str(library.folder)])

    return run


def test_lists_vocabularies_and_their_hierarchy(fonds) -> None:
    assert "themes\t63 thèmes" in fonds("list").stdout
    assert "\n  sante\tSanté\n" in fonds("list", "themes").stdout
    assert "cucs\tContrat urbain de cohésion sociale (2007-2014)" in fonds("list", "programmes").stdout


def test_lists_a_hierarchy_without_end_as_far_as_one_may_be(fonds, library: Library) -> None:
    """Three thousand ranks ended in an unexpected error."""
    library.vocabularies.mkdir()
    (library.vocabularies / "themes.ttl").write_text(chain(3000), encoding="utf-8")
    listed = fonds("list", "themes")
    assert listed.exit_code == 0
    assert "\tRang 31\n" not in listed.stdout
    assert f"\tRang 30\n{'  ' * 31}…\n" in listed.stdout


def chain(length: int) -> str:
    ranks = (
        f':r{each} a skos:Concept ; skos:prefLabel "Rang {each}"@fr ; skos:broader :r{each - 1} .'
        for each in range(1, length)
    )
    prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <urn:a/> ."
    return "\n".join((prefixes, ':r0 a skos:Concept ; skos:prefLabel "Rang 0"@fr .', *ranks))


def test_shows_a_programme_with_what_came_before_and_after(fonds) -> None:
    shown = fonds("show", "cucs").stdout
    assert "succède à : Contrat de ville (2000-2006)" in shown
    assert "remplacé par : Contrat de ville (2015-2023)" in shown
    assert "Piliers des contrats de ville (2015-2023)" in fonds("show", "sante").stdout


def test_an_unknown_concept_is_said(fonds) -> None:
    assert "neige" in str(fonds("show", "neige").exception)


def test_checks_what_a_library_wrote(fonds, library: Library) -> None:
    assert fonds("check").exit_code == 0
    library.vocabularies.mkdir()
    (library.vocabularies / "themes.ttl").write_text(":a a", encoding="utf-8")
    assert (fonds("check").exit_code, "illisible" in fonds("check").stdout) == (1, True)


def test_takes_in_a_table_and_says_what_it_refused(fonds, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("prefLabel_fr,start\nNeige,2007\nVent,jadis\n", encoding="utf-8")
    assert fonds("import", str(file)).exit_code == 2
    done = fonds("import", str(file), "--as", "themes", "--json")
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["added"], answer["rejected"][0]["line"]) == (1, ["neige"], 3)
    assert "neige,Neige" in fonds("export", "themes", "--format", "csv").stdout
