"""Our two engines side by side: Whoosh here, OpenSearch on a node beside it; same log, same queries.

    python bench/engines.py [--documents 10000] [--articles FILE] [--nodes 1] [--replicas 0] [--json]

The node is that of the tests (a JDK of 21 or more, and Maven; its jars are fetched once), with both of Java's
compilers. Prints for each engine feeding (words/s of the wall, seconds of CPU of ours and of the nodes), size
and memory, latencies of 200 queries once warm (ranking; with four facets; with ten passages too)
with what of it is our CPU and what the cluster says it took, and how many answers are the same. All share the
machine's processors: the load it has is printed with them, as it doubles what stands here.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generated import Asked, articles, generated, queries
from bench.peer_engines import FACETS, Rules, node_of
from catalogue.library import create_library
from catalogue.log import Log, open_writer
from catalogue.record import Page, Record
from search.engine import Engine, feed_afresh, open_engine
from search.query import Filter, Query
from tests.opensearch import nodes

MODES = {"ranking": ((), 0), "facets": (FACETS, 0), "full": (FACETS, 1)}
SAMPLE = 2000
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
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if why := nodes.missing():
        sys.exit(why)
    nodes.HEAP = options.heap
    nodes.COMPILER = ""
    with tempfile.TemporaryDirectory() as name, nodes.Nodes(Path(name) / "nodes", options.nodes) as cluster:
        print(json.dumps(_measured(Path(name), cluster, options), indent=None if options.json else 1))


def _measured(folder: Path, cluster: nodes.Nodes, options: argparse.Namespace) -> dict[str, object]:
    source = articles(options.articles) if options.articles else generated(options.documents)
    documents = list(islice(source, options.documents))
    words = sum(each.words for each in documents)
    asked = [_query(each) for each in queries(documents[:: max(len(documents) // SAMPLE, 1)])]
    library = create_library(folder / "fonds")
    with open_writer(library) as writer, writer.transaction():
        for each in documents:
            record = Record(
                each.identifier, each.title, themes=each.themes, places=(each.region,), type=each.type,
                issued=str(each.year),
            )  # fmt: skip
            writer.put(record, (Page(1, each.text),))
    del documents
    log = Log(library.log_path)
    addresses = {
        "whoosh": f"whoosh:{library.index / 'whoosh'}",
        "opensearch": f"opensearch+{cluster.address('bench')}?replicas={options.replicas}",
    }
    found: dict[str, object] = {"documents": options.documents, "words": words}
    engines = {}
    for name, address in addresses.items():
        found[name] = _fed(address, log, words, cluster)
        engines[name] = open_engine(address, log, Rules())
        found[name]["mb"] = round(
            _size(library.index / "whoosh" if name == "whoosh" else cluster.folder) / 1e6
        )
    for name, engine in engines.items():
        found[name] |= {mode: _asked(engine, asked, mode, cluster) for mode in MODES}
    found["opensearch"]["rss_mb"] = [_rss(process.pid) for process in cluster.processes]
    found["same"] = _same(engines, asked)
    return found | {"load": round(os.getloadavg()[0], 1)}


def _query(asked: Asked) -> Query:
    return Query(
        root=node_of(asked),
        text="?" if asked.kind == "question" else "",
        filters=tuple(Filter(name, (value,)) for name, value in asked.filters.items()),
    )


def _fed(address: str, log: Log, words: int, cluster: nodes.Nodes) -> dict[str, object]:
    wall, own, theirs = time.perf_counter(), time.process_time(), _cpu(cluster)
    feed_afresh(address, Rules(), log.changes(), log.position())
    took = time.perf_counter() - wall
    cpu = time.process_time() - own, _cpu(cluster) - theirs
    return {
        "feed_s": round(took, 1),
        "words_per_s": round(words / took),
        "cpu_s": [round(each, 1) for each in cpu],
    }


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
