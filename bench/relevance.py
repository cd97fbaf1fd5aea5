"""Relevance of the product's own search on a set of questions with known answers.

    python bench/relevance.py DIR [DIR …] [--json]

DIR holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.tsv` (identifier, question) and `qrels.tsv`
(question, document, grade). Questions go through the parser and `Engine.search` as if typed on the site:
nothing is set for one set or another.
"""

import argparse
import json
import math
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from catalogue.change import Change
from catalogue.record import Page, Record
from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query

#: Hits looked at.
DEPTH = 10


class Texts(dict[int, Change]):
    """The set's documents by sequence number, as the log would hand them."""

    def record_at(self, sequence: int) -> Record | None:
        return self[sequence].record

    def page_at(self, sequence: int, number: int) -> Page | None:
        return next((page for page in self[sequence].pages if page.number == number), None)

    def records_at(self, sequences: Sequence[int]) -> dict[int, Record]:
        return {each: found for each in sequences if (found := self[each].record) is not None}

    def pages_among(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Page]:
        return {each: found for each in places if (found := self.page_at(*each)) is not None}


class NoFacets:
    """The sets have no codes."""

    version = "none"

    def values(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        return {}

    def descriptors(self, record: Record) -> tuple[str, ...]:
        return ()


def read_changes(folder: Path) -> Iterator[Change]:
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            record = Record(str(row["_id"]), row.get("title") or "")
            yield Change(number, record.identifier, record, (Page(1, row["text"]),))


def read_answers(folder: Path) -> dict[str, dict[str, float]]:
    answers: dict[str, dict[str, float]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, document, *grade = line.split("\t")
        answers[question][document] = float(grade[0]) if grade else 1.0
    return answers


def measure(folder: Path) -> dict[str, float]:
    """Mean scores of a set, and the time of a question."""
    texts = Texts({change.sequence: change for change in read_changes(folder)})
    answers = read_answers(folder)
    rows = [line.split("\t") for line in (folder / "queries.tsv").read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as index:
        engine = open_engine(index, texts, NoFacets())
        engine.apply(texts.values())
        started = time.perf_counter()
        scores = []
        for identifier, question, *_ in rows:
            if wanted := {each: grade for each, grade in answers.get(identifier, {}).items() if grade > 0}:
                results = engine.search(Query(parse(question).root, text=question, size=DEPTH, passages=0))
                scores.append(score([hit.record.identifier for hit in results.hits], wanted))
        took = time.perf_counter() - started
    means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
    names = ("mrr@10", "s@1", "s@10", "ndcg@10")
    return {
        **{name: round(mean, 4) for name, mean in zip(names, means, strict=True)},
        "questions": len(scores),
        "ms": round(1000 * took / len(scores), 2),
    }


def score(found: list[str], wanted: Mapping[str, float]) -> tuple[float, float, float, float]:
    """Reciprocal rank, success at 1 and at 10, and nDCG at 10 of one answer."""
    ranks = [rank for rank, identifier in enumerate(found, 1) if identifier in wanted]
    gain = sum(wanted[found[rank - 1]] / math.log2(rank + 1) for rank in ranks)
    ideal = sum(
        grade / math.log2(rank + 1)
        for rank, grade in enumerate(sorted(wanted.values(), reverse=True)[:DEPTH], 1)
    )
    first = ranks[0] if ranks else 0
    return (1 / first if first else 0.0, float(first == 1), float(first > 0), gain / ideal)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    for folder in options.folders:
        found = measure(folder)
        if options.json:
            print(json.dumps(found))
        else:
            print(f"{folder.name:24}" + "  ".join(f"{name} {value:.4g}" for name, value in found.items()))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
