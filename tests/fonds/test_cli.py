"""The command as a documentalist types it, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.corrections import Correction, Decision, append_corrections
from catalogue.library import Library
from catalogue.lock import writing


def fonds(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FONDS_")}
    return subprocess.run(
        [sys.executable, "-m", "fonds", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def note(library: Library) -> Path:
    path = library.corpus / "note.md"
    path.write_text("# Bilan\n\nLa rénovation urbaine du Sanitas.\n", encoding="utf-8")
    return path


def test_from_an_empty_folder_to_an_answer(tmp_path: Path) -> None:
    source = tmp_path / "note.md"
    source.write_text("# Bilan\n\nLa rénovation urbaine du Sanitas.\n", encoding="utf-8")
    folder = str(tmp_path / "ma bibliothèque")
    assert fonds("init", folder).returncode == 0
    assert fonds("add", str(source), "--title", "Bilan voulu", "--library", folder).stdout == "note.md\n"
    indexed = fonds("index", "--library", folder)
    assert (indexed.returncode, "1 document cherchable" in indexed.stdout) == (0, True)
    answer = json.loads(fonds("search", "renovation", "--json", "--library", folder).stdout)
    assert (answer["total"], answer["hits"][0]["title"]) == (1, "Bilan voulu")
    assert answer["hits"][0]["passages"][0]["page"] == 1
    shown = json.loads(fonds("show", answer["hits"][0]["identifier"], "--json", "--library", folder).stdout)
    assert {"field": "title", "method": "notice"}.items() <= shown["provenance"][0].items()


def test_a_notice_is_told_in_words_and_its_concepts_by_their_names(library: Library, note: Path) -> None:
    notice = 'title = "Bilan"\ntype = "rapport-etude"\nthemes = ["sante"]\n'
    note.with_name("note.md.toml").write_text(notice, encoding="utf-8")
    folder = str(library.folder)
    assert fonds("index", "--library", folder).returncode == 0
    found = fonds("search", "bilan", "--library", folder).stdout
    assert "rapport d'étude" in found.lower()
    shown = fonds("show", found.splitlines()[2].strip(), "--library", folder).stdout
    assert "Titre : Bilan" in shown
    assert "Thèmes : Santé (sante)" in shown


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("santé", "Thème « Santé » : 1 document, --theme sante"),
        ("dijon", "Lieu « Dijon (Côte-d'Or) » : 1 document, --place com:21231"),
        ("bourgogne-franche-comté", "Région « Bourgogne-Franche-Comté » : 1 document, --region 27"),
        ("étude", None),
    ],
)
def test_a_search_that_is_a_concept_offers_it_whatever_it_is(
    library: Library, note: Path, words: str, offered: str | None
) -> None:
    notice = 'title = "Bilan"\nthemes = ["sante"]\nplaces = ["com:21231"]\n'
    note.with_name("note.md.toml").write_text(notice, encoding="utf-8")
    assert fonds("index", "--library", str(library.folder)).returncode == 0
    said = fonds("search", words, "--library", str(library.folder))
    assert (said.returncode, "--" in said.stderr) == (0, offered is not None)
    assert (offered or "résultat") in said.stderr


def test_a_rank_is_explained(library: Library, note: Path) -> None:
    folder = str(library.folder)
    assert fonds("index", "--library", folder).returncode == 0
    words = ("search", "rénovation", "urbaine", "--explain", "--library", folder)
    (hit,) = json.loads(fonds(*words, "--json").stdout)["hits"]
    assert sum(reason["score"] for reason in hit["reasons"]) == pytest.approx(hit["score"], abs=0.01)
    assert "le mot tel qu'il est écrit : urbaine" in fonds(*words).stdout


def test_what_hardly_answers_stands_below_under_its_own_heading(library: Library) -> None:
    for name, text in (("Bilan oui", "Le centre social."), ("Bilan non", "La politique sociale du centre.")):
        before = "Une phrase qui ne dit rien de plus. " * 30
        (library.corpus / f"{name}.md").write_text(f"# {name}\n\n{before}\n\n{text}\n", encoding="utf-8")
    folder = str(library.folder)
    assert fonds("index", "--library", folder).returncode == 0
    said = fonds("search", "centre", "social", "--library", folder)
    assert said.stdout.index("Bilan oui") < said.stdout.index("Bilan non")
    assert "Documents qui s'en approchent" in said.stderr
    assert "séparés ou dans un autre ordre" in said.stdout


def test_help_starts_with_examples() -> None:
    for arguments in (["--help"], ["index", "--help"], ["search", "-h"]):
        said = fonds(*arguments).stdout
        assert said.startswith("Exemples :")
        assert "\nOptions :\n" in said


def test_what_a_command_does_is_said_whole() -> None:
    assert "..." not in fonds("--help").stdout.replace("[ARGS]...", "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["index", "--library", "nulle-part"], 3, "n'est pas une bibliothèque"),
        (["search", "mot", "--library", "."], 4, "fonds index"),
        (["search", "mot", "--year", "abc", "--library", "."], 2, "2005..2010"),
        (["indx"], 2, "index"),
        (["add", "absent.pdf", "--library", "."], 2, "absent.pdf"),
        (["describe", "corpus", "--library", "."], 2, "est un dossier"),
        (["search", "mot", "--theme", "inconnu", "--library", "."], 2, "« inconnu » n'est pas connu"),
    ],
)
def test_every_error_is_a_sentence_with_its_exit_code(
    library: Library, arguments: list[str], code: int, said: str
) -> None:
    ended = fonds(*arguments, cwd=library.folder)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_partial_failure_is_not_success(library: Library, note: Path) -> None:
    (library.corpus / "vide.pdf").touch()
    ended = fonds("index", cwd=library.folder)
    assert ended.returncode == 1
    assert "vide.pdf : Le fichier est vide" in ended.stderr
    checked = fonds("check", "--json", cwd=library.folder)
    assert checked.returncode == 1
    assert "vide.pdf" in [finding["where"] for finding in json.loads(checked.stdout)["findings"]]


def test_a_locked_library_says_who_holds_it(library: Library, note: Path) -> None:
    with writing(library):
        ended = fonds("index", cwd=library.folder)
    assert (ended.returncode, f"processus {os.getpid()}" in ended.stderr) == (4, True)


def test_an_unknown_notice_is_said(library: Library, note: Path) -> None:
    fonds("index", cwd=library.folder)
    ended = fonds("show", "inconnu", cwd=library.folder)
    assert (ended.returncode, "inconnu" in ended.stderr) == (1, True)


def test_the_indexer_alone_does_the_same(library: Library, note: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "indexer", "--library", str(library.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, "1 document(s) cherchable(s)" in ended.stdout) == (0, True)


def test_the_indexer_beside_the_site_ends_with_it(library: Library, note: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "fonds",
        "index",
        "--watch",
        "--until-eof",
        "--library",
        str(library.folder),
    ]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert b"1 document cherchable" in process.stdout.readline()
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def test_describe_says_by_which_words_and_what_was_learnt(library: Library, note: Path) -> None:
    answers = (
        Correction(
            "2026-01-05",
            f"r{n}",
            "themes",
            "renouvellement-urbain",
            Decision.REFUSED,
            ("rénovation urbaine",),
        )
        for n in range(2)
    )
    append_corrections(library.state, answers)
    note.write_text("# Rénovation urbaine\n\nLa rénovation urbaine et la démolition.\n", encoding="utf-8")
    told = fonds("describe", str(note), "--why", "--library", str(library.folder))
    assert told.returncode == 0, told.stderr
    assert "rénovation urbaine (ne compte plus que pour la moitié : refusé 2 fois" in told.stdout
    assert "p. 1 : «" in told.stdout
