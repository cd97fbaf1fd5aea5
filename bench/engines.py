"""Our two engines side by side: Whoosh here, OpenSearch on a node beside it; same log, same queries.

    python bench/engines.py [--documents 10000] [--articles FILE] [--nodes 1] [--replicas 0] [--json]
                            [--keep FOLDER [--minutes M]] [--engine opensearch]

The node is that of the tests (a JDK of 21 or more, and Maven; its jars are fetched once), with both of Java's
compilers. Prints for each engine feeding (words/s of the wall, seconds of CPU of ours and of the nodes), size
and memory, latencies of 200 queries once warm (ranking; with four facets; with ten passages too)
with what of it is our CPU and what the cluster says it took, and how many answers are the same. All share the
machine's processors: the load it has is printed with them, as it doubles what stands here.

Feeding a hundred thousand documents takes a quarter of an hour: with `--keep` log, indexes and what feeding
took stay in a folder, and a run goes on from where the one before stopped, after `--minutes`. Once all is
fed, runs measure searches only; more `--documents` than the time before feed the rest.
"""

import argparse
import contextlib
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generated import Asked, Document, articles, generated, queries
from bench.peer_engines.ours import Rules, node_of
from bench.peer_engines.peer import FACETS
from catalogue.library import Library, create_library, open_library
from catalogue.log import Log, open_writer
from catalogue.record import Page, Record
from search.engine import Engine, open_engine
from search.engines.opensearch.address import read_address
from search.engines.opensearch.cluster import Cluster
from search.engines.opensearch.generations import look
from search.engines.opensearch.rewriting import bytes_of, rewrite
from search.query import Filter, Query
from tests.opensearch import nodes

MODES = {"ranking": ((), 0), "facets": (FACETS, 0), "full": (FACETS, 1)}
SAMPLE = 2000
#: Documents made visible together.
SLICE = 5000
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--articles", type=Path, help="articles.jsonl.gz instead of a generated corpus")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--replicas", type=int, default=0)
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--keep", type=Path, help="a folder in which what was fed stays")
    parser.add_argument("--minutes", type=float, help="stop feeding after so many")
    parser.add_argument("--engine", choices=("whoosh", "opensearch"), help="only this one")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if why := nodes.missing():
        sys.exit(why)
    nodes.HEAP = options.heap
    nodes.COMPILER = ""
    with contextlib.ExitStack() as held:
        folder = options.keep or Path(held.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        cluster = held.enter_context(nodes.Nodes(folder / "nodes", options.nodes))
        print(json.dumps(_measured(folder, cluster, options), indent=None if options.json else 1))


def _measured(folder: Path, cluster: nodes.Nodes, options: argparse.Namespace) -> dict[str, object]:
    end = time.monotonic() + 60 * (options.minutes or math.inf)
    library, words = _library(folder, options, end)
    log = Log(library.log_path)
    kept = Kept(folder / "fed.json")
    addresses = {
        "whoosh": f"whoosh:{library.index / 'whoosh'}",
        "opensearch": f"opensearch+{cluster.address('bench')}?replicas={options.replicas}",
    }
    wanted = [name for name in addresses if name == (options.engine or name)]
    engines = {name: open_engine(addresses[name], log, Rules()) for name in wanted}
    for name, engine in engines.items():
        whole = _feed(engine, log, options.documents, cluster, kept.of(name), end)
        kept.write()
        if not whole:
            sys.exit(f"{name}: {engine.position()} documents fed; the next run goes on from there")
    if "opensearch" in engines:
        _rewrite(addresses["opensearch"], cluster, kept.of("opensearch"))
        kept.write()
    sizes = {"whoosh": _size(library.index / "whoosh"), "opensearch": _size(cluster.folder)}
    documents = min(log.position(), options.documents)
    words = round(words * documents / log.position())
    found: dict[str, object] = {"documents": documents, "words": words}
    asked = [_query(each) for each in queries(_sample(log, documents))]
    for name, engine in engines.items():
        fed = kept.of(name)
        found[name] = {
            "feed_s": round(fed["wall"], 1), "words_per_s": round(words / fed["wall"]),
            "cpu_s": [round(fed[each], 1) for each in ("ours", "theirs")], "mb": round(sizes[name] / 1e6),
            **{mode: _asked(engine, asked, mode, cluster) for mode in MODES},
        }  # fmt: skip
    if "opensearch" in engines:
        found["opensearch"]["mb_as_fed"] = kept.of("opensearch")["mb_as_fed"]
        found["opensearch"]["rss_mb"] = [_rss(process.pid) for process in cluster.processes]
    if len(engines) > 1:
        found["same"] = _same(engines, asked)
    return found | {"load": round(os.getloadavg()[0], 1)}


def _library(folder: Path, options: argparse.Namespace, end: float) -> tuple[Library, int]:
    """The library whose log both engines follow, and its words; written on from where it stands."""
    state = folder / "written.json"
    documents, words = json.loads(state.read_text()) if state.exists() else (0, 0)
    library = open_library(folder / "fonds") if documents else create_library(folder / "fonds")
    source = articles(options.articles) if options.articles else generated(options.documents)
    left = islice(source, documents, options.documents)
    with open_writer(library) as writer:
        while some := list(islice(left, SLICE)):
            if time.monotonic() > end:
                sys.exit(f"log: {documents} documents written; the next run goes on from there")
            with writer.transaction():
                for each in some:
                    writer.put(_record(each), (Page(1, each.text),))
            documents += len(some)
            words += sum(each.words for each in some)
            state.write_text(json.dumps((documents, words)))
    return library, words


def _record(each: Document) -> Record:
    return Record(
        each.identifier, each.title, themes=each.themes, places=(each.region,), type=each.type,
        issued=str(each.year),
    )  # fmt: skip


def _sample(log: Log, count: int) -> list[Document]:
    """Documents all over what was fed, from whose words queries are made."""
    sequences = range(1, count + 1, max(count // SAMPLE, 1))
    records = [(log.record_at(each), log.page_at(each, 1)) for each in sequences]
    return [
        Document(record.identifier, record.title, page.text, record.themes, "", record.type, 0)
        for record, page in records
        if record and page
    ]


class Kept:
    """What feeding took in all runs so far: seconds of the wall, of our CPU and of the nodes'."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, dict[str, float]] = json.loads(path.read_text()) if path.exists() else {}

    def of(self, name: str) -> dict[str, float]:
        return self._found.setdefault(name, {"wall": 0.0, "ours": 0.0, "theirs": 0.0})

    def write(self) -> None:
        self._path.write_text(json.dumps(self._found))


def _query(asked: Asked) -> Query:
    return Query(
        root=node_of(asked),
        text="?" if asked.kind == "question" else "",
        filters=tuple(Filter(name, (value,)) for name, value in asked.filters.items()),
    )


def _feed(
    engine: Engine, log: Log, count: int, cluster: nodes.Nodes, kept: dict[str, float], end: float
) -> bool:
    """Feed an engine so many documents; False when time ended before."""
    while (position := engine.describe().records) < count and position < log.position():
        if time.monotonic() > end:
            return False
        with _timed(kept, cluster):
            engine.apply(islice(log.changes(position), min(SLICE, count - position)))
    return True


def _rewrite(address: str, cluster: nodes.Nodes, kept: dict[str, float]) -> None:
    """What making an index afresh ends with."""
    index = Cluster(read_address(address.removeprefix("opensearch+")))
    standing = look(index, hasty=False)
    if standing and standing.position != kept.get("rewritten"):
        kept["mb_as_fed"] = round(bytes_of(index, standing) / 1e6)
        with _timed(kept, cluster):
            rewrite(index, standing)
        kept["rewritten"] = standing.position
    index.close()


@contextlib.contextmanager
def _timed(kept: dict[str, float], cluster: nodes.Nodes) -> Iterator[None]:
    """Add what something takes, unless it fails."""
    wall, own, theirs = time.perf_counter(), time.process_time(), _cpu(cluster)
    yield
    kept["wall"] += time.perf_counter() - wall
    kept["ours"] += time.process_time() - own
    kept["theirs"] += _cpu(cluster) - theirs


def _asked(engine: Engine, asked: list[Query], mode: str, cluster: nodes.Nodes) -> dict[str, object]:
    facets, passages = MODES[mode]
    some = [replace(each, facets=facets, passages=passages) for each in asked]
    first = [_one(engine, each)[0] for each in some]
    own, theirs = time.process_time(), _cpu(cluster)
    times = [_one(engine, each) for each in some]
    count = len(some)
    cpu = [round(1000 * each / count, 2) for each in (time.process_time() - own, _cpu(cluster) - theirs)]
    walls, ours = ([row[at] for row in times] for at in (0, 1))
    return {
        "p50": _quantile(walls, 0.5),
        "p95": _quantile(walls, 0.95),
        "ours_p50": _quantile(ours, 0.5),
        "ours_p95": _quantile(ours, 0.95),
        "cpu_ms": cpu,
        "first_p50": _quantile(first, 0.5),
        "first_p95": _quantile(first, 0.95),
    }


def _one(engine: Engine, query: Query) -> tuple[float, float]:
    """Milliseconds of the wall and of our own CPU."""
    wall, own = time.perf_counter(), time.thread_time()
    found = engine.search(query)
    for values in found.facets.values():
        values[:60]
    return 1000 * (time.perf_counter() - wall), 1000 * (time.thread_time() - own)


def _same(engines: dict[str, Engine], asked: list[Query]) -> dict[str, int]:
    """How many of the queries have the same totals and counts, and the same ten hits in the same order."""
    counts = hits = 0
    for each in asked:
        query = replace(each, facets=FACETS, passages=0)
        ours, theirs = (engine.search(query) for engine in engines.values())
        counts += (ours.total, ours.relaxed, ours.facets) == (theirs.total, theirs.relaxed, theirs.facets)
        hits += _named(ours.hits) == _named(theirs.hits)
    return {"queries": len(asked), "counts": counts, "hits": hits}


def _named(hits) -> list[str]:
    return [hit.record.identifier for hit in hits]


def _quantile(times: list[float], share: float) -> float:
    return round(sorted(times)[int(share * (len(times) - 1))], 2)


def _cpu(cluster: nodes.Nodes) -> float:
    """Seconds of CPU that all nodes have used."""
    found = 0.0
    for process in cluster.processes:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        found += (int(fields[11]) + int(fields[12])) / _TICKS
    return found


def _rss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
