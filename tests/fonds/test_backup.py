"""A backup taken while documents come in, restored elsewhere: harvesters see no difference."""

import re
import threading
from pathlib import Path

import pytest

from catalogue.library import Library, open_library
from desk.backup import back_up, restore
from search_app import create_app
from tests.indexer import histories
from tests.indexer.test_histories import new_library

REQUESTS = ("verb=ListRecords&metadataPrefix=oai_dc", "verb=ListIdentifiers&metadataPrefix=oai_dc")


def oai(library: Library) -> list[str]:
    client = create_app(library).test_client()
    answers = [client.get(f"/oai?{request}").get_data(as_text=True) for request in REQUESTS]
    return [re.sub(r"<responseDate>[^<]*</responseDate>", "", each) for each in answers]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr("indexer.readers.Pool", histories.PoolHere)
    library = new_library(tmp_path / "a")
    for name in ("a.md", "b.md", "c.md"):
        histories.write(library, name, f"# {name}\n\nLa rénovation {name}.\n")
    histories.run(library)
    histories.delete(library, "a.md")
    histories.run(library)
    return library


def test_its_answers_to_harvesters_are_the_same_elsewhere(library: Library, tmp_path: Path) -> None:
    back_up(library, tmp_path / "s.zip")
    restore(tmp_path / "s.zip", tmp_path / "ailleurs")
    other = open_library(tmp_path / "ailleurs")
    histories.run(other)
    assert oai(other) == oai(library)


def test_one_taken_while_documents_come_in_is_whole(library: Library, tmp_path: Path) -> None:
    def come() -> None:
        for number in range(8):
            histories.write(library, f"n{number}.md", f"# {number}\n\nLa rénovation n{number}.\n")
            histories.run(library)

    coming = threading.Thread(target=come)
    coming.start()
    back_up(library, tmp_path / "s.zip")
    coming.join()
    restore(tmp_path / "s.zip", tmp_path / "ailleurs")
    other = open_library(tmp_path / "ailleurs")
    histories.run(other)
    assert {"b.md", "c.md"} <= {path.name for path in other.corpus.iterdir()}
    documents = [path for path in other.corpus.iterdir() if path.suffix == ".md"]
    assert len(histories.found(other, "rénovation")) == len(documents)
