"""Every document found by its own words, at the right page.

`python bench/findability.py LIBRARY`: for each indexed document, a word that is rare in the library
is taken from its first and from its last page that hold text, and searched. PDF pages are read by pdftotext,
so that our own extraction is not its own witness; other formats by the log. Counts the documents that both
words find, at that very page. Words that `pdftotext` glues together or cuts at a line's end count against us.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from catalogue.library import open_library
from catalogue.record import Record
from catalogue.rights import STAFF_READER
from search.door import Catalogue
from search.reading import open_catalogue
from search.search import Search

WORD = re.compile(r"[a-zàâäçéèêëîïôöùûüœ]{6,}")


@dataclass(frozen=True, slots=True)
class Probe:
    """One word to search, and where it must be found."""

    record: Record
    page: int
    word: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    asked = parser.parse_args()
    catalogue = open_catalogue(open_library(asked.library))
    probes = list(_probes(catalogue))
    missed = [(probe, outcome) for probe in probes if (outcome := _outcome(catalogue, probe)) != "found"]
    for probe, outcome in missed:
        print(f"{outcome}: {probe.word!r} p. {probe.page} {probe.record.file}", file=sys.stderr)
    lost = {probe.record.identifier for probe, _ in missed}
    documents = {probe.record.identifier for probe in probes}
    rate = 1 - len(lost) / len(documents)
    print(json.dumps({"documents": len(documents), "probes": len(probes), "found_at_page": round(rate, 4)}))


def _probes(catalogue: Catalogue) -> Iterator[Probe]:
    """Two probes a document, by words that few documents hold."""
    texts = {}
    for record in catalogue.records(STAFF_READER):
        if record.language == "fr":
            pages = _pages(catalogue, record)
            texts[record.identifier] = (
                record,
                {number: set(WORD.findall(text)) for number, text in pages.items()},
            )
    frequency = Counter(word for _, pages in texts.values() for word in set().union(*pages.values()))
    for record, pages in texts.values():
        held = [number for number, words in pages.items() if words]
        for number in sorted({held[0], held[-1]}) if held else ():
            yield Probe(record, number, min(pages[number], key=lambda word: (frequency[word], word)))


def _pages(catalogue: Catalogue, record: Record) -> dict[int, str]:
    if record.format == "application/pdf" and shutil.which("pdftotext"):
        path = catalogue.library.corpus / record.file
        read = subprocess.run(["pdftotext", "-q", str(path), "-"], capture_output=True, check=False)
        pages = read.stdout.decode("utf-8", "replace").split("\f")
        return {number: text.lower() for number, text in enumerate(pages, 1)}
    return {page.number: page.text.lower() for page in catalogue.pages(record)}


def _outcome(catalogue: Catalogue, probe: Probe) -> str:
    query = catalogue.query(Search(probe.word, expand=False), STAFF_READER, size=100, passages=0, facets=())
    if all(hit.record.identifier != probe.record.identifier for hit in catalogue.search(query).hits):
        return "not found"
    held = catalogue.page_hits(probe.record.identifier, query).occurrences
    return "found" if probe.page in held else "wrong page"


if __name__ == "__main__":
    main()
