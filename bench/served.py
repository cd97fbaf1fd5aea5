"""A library of generated documents, put straight into the log, and `fonds serve` before it.

Nothing is read nor described: what is measured is the site. Values look inferred, so the desk has what to do.
"""

import hashlib
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generated import REGIONS, Document, generated
from catalogue.library import Library, create_library, open_library
from catalogue.log import open_writer
from catalogue.log.ledger import Ledger
from catalogue.record import Evidence, Page, Provenance, Record
from catalogue.settings import FILE_NAME
from catalogue.vocabulary import load_vocabularies
from indexer.follow import Follower

#: Words a page, as in printed reports.
_PAGE = 300
#: As many as the bench asks for.
SHARING = "\n[sharing]\nrequests_per_minute = 1000000\n"


def library_of(folder: Path, count: int) -> Library:
    """The library in a folder, made when it does not stand there with so many records."""
    if (folder / f"made-{count}").exists():
        library = open_library(folder)
        with Follower(library) as follower:  # fed again when the program has changed
            follower.catch_up()
        return library
    library = create_library(folder)
    with (folder / FILE_NAME).open("a", encoding="utf-8") as settings:
        settings.write(SHARING)  # all clients have one address here
    vocabularies = load_vocabularies(library.vocabularies)
    themes, programmes = sorted(vocabularies.themes.concepts), sorted(vocabularies.programmes.concepts)
    types = sorted(vocabularies.types.concepts)
    chance = random.Random(11)
    with open_writer(library) as writer:
        Ledger(writer.connection).create()
        with writer.transaction():
            for document in generated(count, words=1000):
                values = {
                    "themes": tuple(sorted(chance.sample(themes, chance.randint(1, 3)))),
                    "programmes": tuple(chance.sample(programmes, chance.randint(0, 2))),
                    "places": (f"reg:{chance.choice(REGIONS)}",),
                    "creators": (f"Centre {chance.randint(1, 300)}",),
                    "type": chance.choice(types),
                }
                writer.put(_record(document, values, chance), _pages(document))
    with Follower(library, afresh=True) as follower:
        follower.catch_up()
    (folder / f"made-{count}").touch()
    return library


def _record(document: Document, values: dict[str, object], chance: random.Random) -> Record:
    evidence = (Evidence(1, document.text[:80]),)
    provenance = [
        Provenance(name, value, "themes" if name == "themes" else "layout", chance.random(), evidence)
        for name, given in values.items()
        for value in ((given,) if isinstance(given, str) else given)
    ]
    issued = chance.choice((str(document.year), f"{document.year}-06", ""))
    return Record(
        document.identifier, document.title, issued=issued, language="fr", centre="centre",
        format="application/pdf", pages=-(-len(document.text.split()) // _PAGE), size=len(document.text) * 40,
        sha256=hashlib.sha256(document.text.encode()).hexdigest(), file=f"{document.identifier}.pdf",
        provenance=tuple(provenance), **values,
    )  # fmt: skip


def _pages(document: Document) -> Iterator[Page]:
    words = document.text.split(" ")
    for number, start in enumerate(range(0, len(words), _PAGE), 1):
        yield Page(number, " ".join(words[start : start + _PAGE]))


@contextmanager
def serving(library: Library, *options: str, indexing: bool = False) -> Iterator[tuple[int, int]]:
    """Port and process of `fonds serve` on a free port of the loopback, its indexer beside if asked."""
    follow = "--index" if indexing else "--no-index"
    command = [sys.executable, "-m", "fonds", "serve", follow, "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    process = subprocess.Popen(
        [*command, "--library", str(library.folder)], stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        found = re.search(r":(\d+)/", process.stdout.readline())
        assert found is not None
        yield int(found[1]), process.pid
    finally:
        process.terminate()
        process.wait()
