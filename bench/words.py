"""Whether words find each other as they should: the share of a table of cases that is met, by kind.

    python bench/words.py CASES.tsv … [--failing]

A row is kind, text, query, `must match` or `must not match`; lines that begin with # are left out. Each text
is a document of its own; queries go through the parser and `Engine.search` as if typed on the site, and one
counts as found only when it holds all that was asked, not by falling back on most of the words.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.relevance import NoFacets, Texts
from catalogue.change import Change
from catalogue.record import Page, Record
from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query


class Case(NamedTuple):
    """One row."""

    kind: str
    text: str
    query: str
    match: bool


def read_cases(path: Path) -> list[Case]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return [Case(kind, text, query, expected == "must match") for kind, text, query, expected in rows]


def failing(cases: list[Case]) -> list[Case]:
    """The cases that are not met."""
    changes = {
        number: Change(number, f"c{number}", Record(f"c{number}", ""), (Page(1, case.text),))
        for number, case in enumerate(cases, 1)
    }
    texts = Texts(changes)
    with tempfile.TemporaryDirectory() as index:
        engine = open_engine(index, texts, NoFacets())
        engine.apply(texts.values())
        missed = []
        for number, case in enumerate(cases, 1):
            results = engine.search(Query(parse(case.query).root, text=case.query, size=100, passages=0))
            found = {hit.record.identifier for hit in results.hits} if not results.relaxed else set()
            if (f"c{number}" in found) != case.match:
                missed.append(case)
    return missed


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("tables", nargs="+", type=Path, metavar="CASES.tsv")
    arguments.add_argument("--failing", action="store_true", help="print each case that is not met")
    options = arguments.parse_args()
    for table in options.tables:
        cases = read_cases(table)
        missed = failing(cases)
        print(f"{table.name}: {len(cases) - len(missed)}/{len(cases)} = {1 - len(missed) / len(cases):.1%}")
        kinds = Counter(case.kind for case in cases)
        wrong = Counter(case.kind for case in missed)
        for kind, count in kinds.items():
            print(f"  {kind:18} {count - wrong[kind]}/{count}")
        if options.failing:
            for case in missed:
                print(f"    {case.kind}: « {case.query} » {'≠' if case.match else '='} « {case.text} »")


if __name__ == "__main__":
    main()
