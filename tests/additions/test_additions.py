"""A stranger adds a facet, a document format and an export format, each by one row and at most one module.

Each is really done, in a copy of the tree, with a small library; all that derives must follow, and what
cannot (a message without English, the documents' tables) is told by the tests that look at it, never by a
page of errors.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "confined", "catalogue", "search", "desk", "exchange", "alerts", "indexer", "search_app", "fonds", "docs",
)  # fmt: skip
FILES = {
    "bilan.md": "# Bilan du centre social\n\nLe jardin partagé du quartier.\n",
    "bilan.md.toml": 'identifier = "bilan"\nshelf_mark = "Maison des Tilleuls"\n',
    "autre.md": "# Un autre jardin\n\nRien de plus.\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the code and of its documents."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "images"))
    return tmp_path


def add(path: Path, row: str, *, after: str) -> None:
    """Put one row of a table below the line that begins like `after`."""
    text = path.read_text(encoding="utf-8")
    assert text.count(after) == 1
    head, tail = text.split(after)
    path.write_text(f"{head}{after}{row}{tail}", encoding="utf-8")


def visit(tree: Path, files: dict[str, str], commands: list[list[str]], *addresses: str) -> dict[str, Any]:
    order = {"files": files, "commands": [["index"], *commands], "addresses": addresses}
    script = ROOT / "tests" / "additions" / "visit.py"
    done = subprocess.run(
        [sys.executable, script],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert [code for code, _output in told["commands"]] == [0] * len(order["commands"]), told["commands"]
    assert [status for status, _text in told["pages"]] == [200] * len(addresses), told["pages"]
    return told


def test_a_facet_on_a_field_that_exists(tree: Path) -> None:
    row = '\n    Facet("shelf_mark", "etagere", "Rayon d\'étagère", "shelf_mark", "nom"),'
    add(tree / "catalogue" / "fields.py", row, after='"audience", vocabulary="audiences"),')
    told = visit(
        tree,
        FILES,
        [["search", "jardin", "--shelf_mark", "Maison des Tilleuls", "--json"], ["search", "--help"]],
        "/recherche?q=jardin",
        "/recherche.json?q=jardin&etagere=Maison+des+Tilleuls",
        f"/recherche?etagere={'x' * 201}",
        "/openapi.yaml",
        "/recherche?q=jardin&etagere=Maison+des+Tilleuls&hl=en",
        "/notice/bilan",
    )
    found, usage = (output for _code, output in told["commands"][1:])
    listed, narrowed, wrong, api, english, notice = (text for _status, text in told["pages"])
    assert json.loads(found)["total"] == json.loads(narrowed)["total"] == 1
    assert "--shelf_mark" in usage
    assert 'name="etagere" value="Maison des Tilleuls"' in listed
    (facet,) = json.loads(narrowed)["facets"]["shelf_mark"]
    assert (facet["label"], facet["count"]) == ("Maison des Tilleuls", 1)
    assert "Rayon d'étagère : xxx" in wrong.replace("&#39;", "'").replace("\xa0", " ")
    assert '"name": "etagere"' in api
    assert "etagere=Maison" in notice
    assert "Rayon d&#39;étagère" in english  # shown in French rather than not at all…
    assert told["no_english"] == ["Rayon d'étagère"]  # …and told by the test of messages
    assert set(told["old_tables"]) == {"commandes.md", "json.md"}
    assert "| `--shelf_mark` | Rayon d'étagère | nom |" in told["tables"]


def test_a_document_format(tree: Path) -> None:
    row = """
    DocumentFormat("text/x-carnet", (".carnet",), "CARNET", "carnets", "carnet", begins="%CARNET"),"""
    add(tree / "catalogue" / "document_formats.py", row, after='"pdf", Unit.PAGE, holds="%PDF-"),')
    (tree / "indexer" / "extract" / "carnet.py").write_text(
        "from indexer.extract import text\n\n"
        "def extract(path, options):\n"
        '    content = text.read_bounded(path).decode().removeprefix("%CARNET")\n'
        "    blocks = list(text.blocks_of_text(content))\n"
        "    return text.assemble(blocks, paged=False)\n",
        encoding="utf-8",
    )
    told = visit(
        tree,
        {
            "visite.carnet": "%CARNET\nLe jardin partagé du quartier.\n",
            "visite.carnet.toml": 'identifier = "visite"\n',
            "sans-suffixe": "%CARNET\nUn jardin.\n",
        },
        [["search", "jardin", "--json"]],
        "/recherche?q=jardin",
        "/notice/visite?q=jardin",
    )
    assert json.loads(told["commands"][1][1])["total"] == 2
    listed, notice = (text for _status, text in told["pages"])
    assert "CARNET" in listed
    assert "1 partie" in notice.replace("\xa0", " ")
    assert told["no_english"] == ["carnets"]
    assert told["old_tables"] == ["guide.md"]
    assert "| CARNET | `.carnet` | parties |" in told["tables"]


def test_an_export_format(tree: Path) -> None:
    row = '\n        Format("liste.md", "text/markdown", "Liste", "bullets", "un wiki", single=True),'
    add(tree / "exchange" / "formats" / "__init__.py", row, after='"Zotero, LaTeX", single=True),')
    (tree / "exchange" / "formats" / "bullets.py").write_text(
        'def write(references):\n    yield from (f"- {each.title}\\n".encode() for each in references)\n',
        encoding="utf-8",
    )
    told = visit(
        tree,
        FILES,
        [["export", "jardin", "--format", "liste.md", "--sort", "titre"]],
        "/recherche.liste.md?q=jardin",
        "/notice/bilan.liste.md",
        "/recherche?q=jardin",
        "/notice/bilan",
    )
    everything, one, listed, notice = (text for _status, text in told["pages"])
    assert "- Un autre jardin\n" in told["commands"][1][1]
    assert "- Un autre jardin\n" in everything
    assert one.startswith("- ")
    assert "/recherche.liste.md" in listed
    assert "/notice/bilan.liste.md" in notice
    assert told["no_english"] == []
    assert set(told["old_tables"]) == {"commandes.md", "guide.md"}
    assert "| Liste | `liste.md` | un wiki |" in told["tables"]
