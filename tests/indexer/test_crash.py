"""Killed at any moment, a run loses nothing: the next one completes it, and readers never notice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing

import pytest

from catalogue.errors import CatalogueError
from catalogue.library import Library, open_library
from catalogue.log import Log
from catalogue.rights import STAFF_READER
from indexer.pipeline import Run, index
from search.reading import open_catalogue
from search.search import Search

DOCUMENTS = 60
KILLS = 6


@pytest.fixture
def filled(library: Library) -> Library:
    (library.folder / "fonds.toml").write_text("[index]\ncommit_every = 5\nworkers = 1\n", encoding="utf-8")
    for number in range(DOCUMENTS):
        text = f"# Quartier {number}\n\nLa rénovation du quartier{number} avance.\n"
        (library.corpus / f"{number}.md").write_text(text, encoding="utf-8")
    return open_library(library.folder)


def start(library: Library) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "fonds", "index", "--library", str(library.folder)]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def identifiers(library: Library) -> list[str]:
    """What a reader who opens the library now is answered."""
    catalogue = open_catalogue(library)
    try:
        hits = catalogue.search(catalogue.query(Search("rénovation"), STAFF_READER, size=100)).hits
        return [hit.record.identifier for hit in hits]
    finally:
        catalogue.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda each: each.name)
def test_ended_over_edited_documents_no_old_text_stays(filled: Library, how: signal.Signals) -> None:
    index(Run(filled, workers=1))
    for number in range(DOCUMENTS):
        text = f"# Quartier {number}\n\nLa rénovation du neuf{number} avance.\n"
        (filled.corpus / f"{number}.md").write_text(text, encoding="utf-8")
        (filled.corpus / f"{number}.md.toml").write_text('access = "internal"\n', encoding="utf-8")
    process = start(filled)
    while process.poll() is None and not standing(filled, "neuf"):
        time.sleep(0.02)
    os.kill(process.pid, how) if how is not signal.SIGKILL else os.killpg(process.pid, how)
    process.wait(timeout=60)
    index(Run(filled, workers=1))
    assert (standing(filled, "neuf"), standing(filled, "quartier")) == (DOCUMENTS, 0)
    assert len(identifiers(filled)) == DOCUMENTS


def standing(library: Library, word: str) -> int:
    """How many records that stand speak of the « rénovation du … »."""
    with closing(Log(library.log_path)) as log:
        stands = [each.sequence for each in log.entries() if each.record]
        return sum(f"rénovation du {word}" in page.text for each in stands for page in log.pages_at(each))


def test_killed_again_and_again_the_last_run_completes(filled: Library) -> None:
    generator = random.Random(2007)
    seen = 0
    for _ in range(KILLS):
        process = start(filled)
        time.sleep(generator.uniform(0.3, 1.8))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        try:
            found = identifiers(filled)
        except CatalogueError:
            found = []  # nothing committed yet: said in a sentence
        assert len(found) == len(set(found))
        assert len(found) >= seen, "what was answered once stays answered"
        seen = len(found)
    report = index(Run(filled))
    found = identifiers(filled)
    assert (report.documents, report.exit_code, len(found)) == (DOCUMENTS, 0, DOCUMENTS)
    assert max(Counter(found).values()) == 1
