"""A day of a library in five minutes: twenty people search while three hundred documents come in.

`python bench/endurance.py [--minutes 5] [--records 10000] [--library FOLDER]`. A library of files, read by
`fonds index` as its user would (ten thousand take some minutes; a FOLDER made so is taken again), then
`fonds serve` with its indexer beside. Each searcher asks, reads for a second, and asks again; results, pages
and notices in turn. Prints what was seen beside what is promised, with the load of the machine.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generated import generated
from bench.served import serving
from bench.site import pages, visit
from bench.tree import family_mb
from catalogue.library import Library, create_library, open_library
from indexer.pipeline import Run, index

SEARCHERS, COMING = 20, 300
#: Seconds one reads what was found.
READING_S = 1.0
#: After this, memory may grow by so much and no more.
SETTLED_S, GROWTH_MB = 60.0, 20
P95_MS = 150


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--library", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        library = library_of_files(asked.library or Path(temporary) / "library", asked.records)
        sys.exit(0 if endured(library, asked.minutes * 60) else 1)


def library_of_files(folder: Path, count: int) -> Library:
    """The library in a folder, made of so many Markdown files when it is not there."""
    if (folder / "fonds.toml").exists():
        return open_library(folder)
    library = create_library(folder)
    for number, document in enumerate(generated(count, words=400)):
        place = library.corpus / f"dossier-{number % 40:02d}"
        place.mkdir(exist_ok=True)
        _write(place / f"{document.identifier}.md", document.title, document.text)
    index(Run(library))
    return library


def endured(library: Library, seconds: float) -> bool:
    """Search and add for so long; whether what is promised was kept."""
    seen: list[tuple[int, float]] = []
    until = time.monotonic() + seconds
    with serving(library, indexing=True) as (port, pid):
        asked = pages()
        paths = [*asked["results"][:120], *asked["filtered"][:60], *_documents(port)]

        def search(number: int) -> None:
            while time.monotonic() < until:
                seen.append(visit(port, paths[number % len(paths)]))
                number += 7
                time.sleep(READING_S)

        threads = [threading.Thread(target=search, args=(number * 11,)) for number in range(SEARCHERS)]
        threads.append(threading.Thread(target=_add, args=(library.corpus / "nouveaux", until, seconds)))
        for each in threads:
            each.start()
        settled = _memory(pid, time.monotonic() + min(SETTLED_S, seconds / 2))
        ended = _memory(pid, until)
        for each in threads:
            each.join()
    return _told(seen, settled, ended)


def _documents(port: int) -> list[str]:
    """Notices and first pages of fifty documents."""
    with urlopen(f"http://127.0.0.1:{port}/recherche.json?par_page=50") as answer:
        hits = json.load(answer)["hits"]
    return [f"/notice/{quote(hit['identifier'])}{rest}" for hit in hits for rest in ("", "/page/1")]


def _memory(pid: int, until: float) -> float:
    time.sleep(max(0.0, until - time.monotonic()))
    return family_mb(pid, "search_app.serving.process")


def _add(folder: Path, until: float, seconds: float) -> None:
    folder.mkdir(exist_ok=True)
    born = int(time.time())
    for document in generated(COMING, words=400, seed=born):
        if time.monotonic() > until:
            return
        _write(folder / f"{born}-{document.identifier}.md", document.title, document.text)
        time.sleep(seconds / COMING)


def _write(path: Path, title: str, text: str) -> None:
    path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8")


def _told(seen: list[tuple[int, float]], settled: float, ended: float) -> bool:
    times = sorted(took * 1000 for _, took in seen)
    p50, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
    codes = Counter(status for status, _ in seen)
    print(f"load {[round(each, 1) for each in os.getloadavg()]} on {os.cpu_count()} processors")
    print(f"{len(seen)} requests, {dict(codes)}")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} (promised: {P95_MS}), p99 {p99:.0f}, longest {times[-1]:.0f}")
    print(f"serving processes: {settled:.0f} MB at first, {ended:.0f} at the end (promised: +{GROWTH_MB})")
    return set(codes) <= {200, 302, 304} and p95 < P95_MS and ended - settled < GROWTH_MB


if __name__ == "__main__":
    main()
