"""Speed beside peers: one run, the same documents and queries for all, each engine in processes of its own.

    python bench/peers.py [--documents 20000] [--articles FILE] [--engines fonds tantivy …] [--json]

Prints for each engine its indexing rate, size, memory of the process that indexes and of the one that
searches, cold opening, the first search for each of many words (nothing kept), short prefixes, and latencies
once warm (ranking; with four facets over all hits; with ten passages too), then ratios ours / peer: below 1
is faster than the peer for latencies, above 1 is faster for indexing. `--json` prints `{"ratios": {peer:
{"p50", "p95", "indexing", …}}}` with latencies of the full work, and all figures.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generated import Asked, Document, articles, generated, queries
from bench.peer_engines import available

#: What is measured: name → facets, passages.
MODES = {"ranking": (False, False), "facets": (True, False), "full": (True, True)}
#: Documents the queries' words are taken from.
SAMPLE = 2000
#: Words searched for once each.
WORDS = 1000
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
    parser.add_argument("--step", nargs=3, metavar=("STEP", "ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step, name, folder = options.step
        print(json.dumps({"build": build, "search": search}[step](name, Path(folder), options)))
        return
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in options.engines:
            figures[name] = _in_processes(name, Path(folder) / name)
            print(f"{name}: {json.dumps(figures[name])}", file=sys.stderr, flush=True)
    answer = {"ratios": ratios(figures), "figures": figures}
    print(json.dumps(answer) if options.json else table(answer))


def build(name: str, folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """Index all documents, and leave the questions for `search` beside the index."""
    everything = list(documents(options))
    before = _peak_mb()
    engine = available()[name](folder / "index")
    started = time.perf_counter()
    engine.build(everything)
    built = time.perf_counter() - started
    found = {
        "words_per_s": round(sum(document.words for document in everything) / built),
        "build_s": round(built, 1),
        "size_mb": _size(folder / "index"),
        "build_peak_mb": _peak_mb() - before,
    }
    sample = everything[:: max(len(everything) // SAMPLE, 1)]
    asked = {"mix": queries(sample), "words": _words(sample), "starts": _starts(sample)}
    kept = {kind: [asdict(each) for each in some] for kind, some in asked.items()}
    (folder / "questions.json").write_text(json.dumps(kept), encoding="utf-8")
    return found


def search(name: str, folder: Path, _: argparse.Namespace) -> dict[str, object]:
    """Open and search, in a process that has done nothing else."""
    kept = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    asked = {
        kind: [Asked(**{**each, "words": tuple(each["words"])}) for each in some]
        for kind, some in kept.items()
    }
    engine = available()[name](folder / "index")
    started = time.perf_counter()
    engine.open()
    engine.search(asked["mix"][0], facets=False, passages=False)
    found: dict[str, object] = {"open_ms": round(1000 * (time.perf_counter() - started), 1)}
    for kind in ("words", "starts"):
        found[kind] = _latencies(engine, asked[kind], *MODES["ranking"])
    engine.open()
    found["cold"] = _latencies(engine, asked["mix"], *MODES["ranking"])
    for mode, work in MODES.items():
        # Once to warm up: what is kept from one query to the next is part of an engine.
        _latencies(engine, asked["mix"], *work)
        found[mode] = _latencies(engine, asked["mix"], *work)
    return {**found, "peak_mb": _peak_mb()}


def _words(sample: list[Document]) -> list[Asked]:
    """Distinct words, common and rare alike, in no order."""
    held = {each for document in sample for each in document.text.lower().split() if each.isalpha()}
    words = random.Random(5).sample(sorted(held), min(WORDS, len(held)))
    return [Asked("common", (word,)) for word in words]


def _starts(sample: list[Document]) -> list[Asked]:
    """All beginnings of two letters."""
    held = {each[:2] for document in sample for each in document.text.lower().split() if each.isalpha()}
    return [Asked("prefix", (start,)) for start in sorted(held) if len(start) == 2]


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
        "asked": len(times),
        "p50": _quantile(times, 0.5),
        "p95": _quantile(times, 0.95),
        "max": round(max(times), 2),
        "kinds": middle,
    }


def _quantile(times: list[float], share: float) -> float:
    return round(sorted(times)[int(share * (len(times) - 1))], 3)


def _in_processes(name: str, folder: Path) -> dict:
    folder.mkdir()
    found = {}
    for step in ("build", "search"):
        command = [sys.executable, __file__, *sys.argv[1:], "--step", step, name, str(folder)]
        found |= json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def ratios(figures: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Ours / peer: latencies of the full work, and words indexed per second."""
    ours = figures.get("fonds")
    return {
        name: {
            "p50": _ratio(ours["full"]["p50"], each["full"]["p50"]),
            "p95": _ratio(ours["full"]["p95"], each["full"]["p95"]),
            "ranking": _ratio(ours["ranking"]["p50"], each["ranking"]["p50"]),
            "ranking_p95": _ratio(ours["ranking"]["p95"], each["ranking"]["p95"]),
            "indexing": _ratio(ours["words_per_s"], each["words_per_s"]),
        }
        for name, each in figures.items()
        if ours and name != "fonds"
    }


def _ratio(ours: float, other: float) -> float:
    return float(f"{ours / other:.3g}")


def table(answer: dict) -> str:
    columns = ["words/s", "MB", "peak MB", "open ms", "word p95", "max", "aa* max"]
    lines = [
        f"{'':8}"
        + "".join(f"{each:>10}" for each in columns)
        + "".join(f"{m + ' p50/p95':>18}" for m in MODES)
    ]
    for name, each in answer["figures"].items():
        row = [each["words_per_s"], each["size_mb"], each["peak_mb"], each["open_ms"]]
        row += [each["words"]["p95"], each["words"]["max"], each["starts"]["max"]]
        lines.append(
            f"{name:8}"
            + "".join(f"{value:>10}" for value in row)
            + "".join(f"{each[mode]['p50']:>10} /{each[mode]['p95']:>6}" for mode in MODES)
        )
    lines += [f"ours / {name}: {ratio}" for name, ratio in answer["ratios"].items()]
    return "\n".join(lines)


def _size(folder: Path) -> float:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


if __name__ == "__main__":
    main()
