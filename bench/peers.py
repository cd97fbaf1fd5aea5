"""Speed beside peers: one run, the same documents and queries for all, each engine in a process of its own.

    python bench/peers.py [--documents 20000] [--articles FILE] [--engines fonds tantivy …] [--json]

Prints for each engine its indexing rate, size, peak memory, cold opening and latencies (ranking; with four
facets over all hits; with ten passages too), then ratios ours / peer: below 1 is faster than the peer for
latencies, above 1 is faster for indexing. `--json` prints `{"ratios": {peer: {"p50", "p95", "indexing"}}}`
with latencies of the full work, and all figures.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.engines import available
from bench.generated import articles, generated, queries

#: What is measured: name → facets, passages.
MODES = {"ranking": (False, False), "facets": (True, False), "full": (True, True)}
#: Documents the queries' words are taken from.
SAMPLE = 2000
#: Seconds one engine may take for one pass over the queries; kinds alternate, so a pass cut short is fair.
PASS_S = 15


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--articles", type=Path, help="articles.jsonl.gz instead of a generated corpus")
    parser.add_argument("--engines", nargs="+", default=list(available()))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", nargs=2, metavar=("ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(*options.measure, options)))
        return
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in options.engines:
            figures[name] = _in_process(name, Path(folder) / name, options)
            print(f"{name}: {json.dumps(figures[name])}", file=sys.stderr, flush=True)
    answer = {"ratios": ratios(figures), "figures": figures}
    print(json.dumps(answer) if options.json else table(answer))


def measure(name: str, folder: str, options: argparse.Namespace) -> dict[str, object]:
    """All figures of one engine, in this process."""
    engine = available()[name](Path(folder) / "index")
    everything = list(documents(options))
    started = time.perf_counter()
    engine.build(everything)
    built = time.perf_counter() - started
    words = sum(document.words for document in everything)
    asked = queries(everything[:: max(len(everything) // SAMPLE, 1)])
    del everything
    started = time.perf_counter()
    engine.open()
    engine.search(asked[0], facets=False, passages=False)
    opened = time.perf_counter() - started
    found: dict[str, object] = {"words_per_s": round(words / built), "build_s": round(built, 1)}
    found |= {"size_mb": _size(Path(folder)), "open_ms": round(1000 * opened, 1)}
    found["cold"] = _latencies(engine, asked, *MODES["ranking"])
    for mode, work in MODES.items():
        # Once to warm up: what is kept from one query to the next is part of an engine.
        _latencies(engine, asked, *work)
        found[mode] = _latencies(engine, asked, *work)
    return {**found, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def documents(options: argparse.Namespace):
    source = articles(options.articles) if options.articles else generated(options.documents)
    return islice(source, options.documents)


def _latencies(engine, asked, facets: bool, passages: bool) -> dict[str, object]:  # noqa: FBT001
    times, kinds = [], {}
    end = time.perf_counter() + PASS_S
    for each in asked:
        if time.perf_counter() > end:
            break
        started = time.perf_counter()
        engine.search(each, facets=facets, passages=passages)
        took = 1000 * (time.perf_counter() - started)
        times.append(took)
        kinds.setdefault(each.kind, []).append(took)
    middle = {kind: round(statistics.median(took), 2) for kind, took in kinds.items()}
    return {
        "p50": _quantile(times, 0.5),
        "p95": _quantile(times, 0.95),
        "max": round(max(times), 2),
        "kinds": middle,
    }


def _quantile(times: list[float], share: float) -> float:
    return round(sorted(times)[int(share * (len(times) - 1))], 3)


def _in_process(name: str, folder: Path, options: argparse.Namespace) -> dict:
    folder.mkdir()
    command = [
        sys.executable,
        __file__,
        "--documents",
        str(options.documents),
        "--measure",
        name,
        str(folder),
    ]
    if options.articles:
        command += ["--articles", str(options.articles)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def ratios(figures: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Ours / peer: latencies of the full work, and words indexed per second."""
    ours = figures.get("fonds")
    return {
        name: {
            "p50": round(ours["full"]["p50"] / each["full"]["p50"], 2),
            "p95": round(ours["full"]["p95"] / each["full"]["p95"], 2),
            "ranking": round(ours["ranking"]["p50"] / each["ranking"]["p50"], 2),
            "indexing": round(ours["words_per_s"] / each["words_per_s"], 2),
        }
        for name, each in figures.items()
        if ours and name != "fonds"
    }


def table(answer: dict) -> str:
    lines = [
        f"{'':10}{'words/s':>10}{'MB':>8}{'peak':>7}{'open ms':>9}"
        + "".join(f"{m + ' p50/p95':>22}" for m in MODES)
    ]
    for name, each in answer["figures"].items():
        latencies = "".join(f"{each[mode]['p50']:>14} / {each[mode]['p95']:>5}" for mode in MODES)
        lines.append(
            f"{name:10}{each['words_per_s']:>10}{each['size_mb']:>8}{each['peak_mb']:>7}{each['open_ms']:>9}{latencies}"
        )
    lines += [f"ours / {name}: {ratio}" for name, ratio in answer["ratios"].items()]
    return "\n".join(lines)


def _size(folder: Path) -> float:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


if __name__ == "__main__":
    main()
