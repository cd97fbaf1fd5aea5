"""Run in a copy of the tree: index a small library, ask the command and the site, and say what they answered.

The order comes as JSON on standard input: `files` of the corpus by name, `commands` and `addresses` to ask;
the answers leave as JSON on standard output, with the messages that have no English and the documents whose
derived tables are not what the code says.
"""

import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from catalogue.library import create_library
from docs.tables import DOCS, written
from fonds.cli import cli
from search_app.application import create_app
from search_app.messages import ENGLISH, messages_of_the_site, update


def answers(order: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What everything answers once the files are indexed."""
    library = create_library(folder)
    for name, text in order["files"].items():
        (library.corpus / name).write_text(text, encoding="utf-8")
    runs = [CliRunner().invoke(cli, [*words, "--library", str(folder)]) for words in order["commands"]]
    client = create_app(library).test_client()
    # Each read to its end before the next is asked: exports leave as they are made.
    pages = [(answer.status_code, answer.text) for answer in map(client.get, order["addresses"])]
    shutil.copy(ENGLISH, folder / "messages.po")
    documents = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    return {
        "commands": [[each.exit_code, each.output] for each in runs],
        "pages": pages,
        "no_english": update(folder / "messages.po", messages_of_the_site()),
        "old_tables": [name for name, text in documents.items() if written(text) != text],
        "tables": "".join(map(written, documents.values())),
    }


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        json.dump(answers(json.load(sys.stdin), Path(folder) / "fonds"), sys.stdout)
