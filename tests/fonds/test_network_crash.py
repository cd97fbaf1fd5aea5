"""Killed at any moment, a mount leaves the library as before or after, never between."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from catalogue.library import Library
from catalogue.rights import PUBLIC_READER
from exchange.bundles.creating import create_bundle
from exchange.received import drop, stores
from indexer.follow import follow_received
from indexer.pipeline import Run, index
from search.reading import open_catalogue
from search.search import Search
from tests.exchange.bundles.conftest import keep, library_of, record

RECORDS = 60
KILLS = 6


@pytest.fixture
def b(tmp_path: Path) -> Library:
    a, b = library_of(tmp_path / "a"), library_of(tmp_path / "b")
    keep(a, *(record(f"{number}", f"Quartier {number}") for number in range(RECORDS)))
    create_bundle(a, tmp_path / "lot.zip")
    (b.corpus / "note.md").write_text("# Note\n\nNotre rénovation.\n", encoding="utf-8")
    index(Run(b, workers=1))
    return b


def found(library: Library) -> int:
    """What a reader who opens the library now is answered."""
    catalogue = open_catalogue(library)
    try:
        results = catalogue.search(catalogue.query(Search("rénovation"), PUBLIC_READER))
        return results.total
    finally:
        catalogue.close()


def kept(library: Library) -> int:
    """How many records of the other centre stand in `state/`."""
    return sum(sum(1 for _ in store.items()) for store in stores(library).values())


def mount_killed_after(library: Library, seconds: float) -> None:
    command = [sys.executable, "-m", "fonds", "mount", str(library.folder.parent / "lot.zip"), "--yes"]
    process = subprocess.Popen(
        [*command, "--library", str(library.folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_killed_again_and_again_it_is_before_or_after(b: Library) -> None:
    generator = random.Random(2007)
    for _ in range(KILLS):
        mount_killed_after(b, generator.uniform(0.3, 2.0))
        assert found(b) in (1, 1 + RECORDS)
        assert kept(b) in (0, RECORDS)
        index(Run(b, workers=1))
        assert found(b) == 1 + kept(b), "the next run makes searchable what was received"
        drop(b, "a")
        follow_received(b)
        assert found(b) == 1
