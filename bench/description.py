"""How well the product describes documents, against sets described by hand.

    python bench/description.py dev.jsonl second.jsonl third.jsonl [--half built|kept] [--folds 10]
        [--of second third] [--origin] [--as-shipped] [--json] [--explain] [--intervals]

For each set, each half and all together: strict and fair figures (`gold` says what is compared, `scores` how
each is counted). Rules are written looking at `dev` and at the half `built` of the others; the half `kept`,
told by the hash of identifiers alone, is what a stranger will see, and is never explained.
What is learnt (`learning`) is learnt here again for each of `--folds` parts of the documents without that
part, so that no document is described by weights that saw it; `--half kept` takes those learnt on the rest,
or with `--as-shipped`, for each part, on the rest and the other parts, as those shipped are learnt on all;
`--folds 0` those shipped. `--of` measures some sets and lets all teach, as all teach what is shipped.
`confidence`: of what is proposed with about that confidence, how much is right.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from csv import DictReader
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.gold import LANGUAGES, LISTS, SINGLE, Document, answers, described, fairly, is_right, read
from bench.learning import learn
from bench.scores import FIGURES, Pair, interval
from bench.sights import look
from catalogue.record import Record
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import Vocabularies, load_vocabularies
from indexer.describe import Describer

#: Borders of what is shown of confidence.
BINS = (0.0, 0.5, 0.7, 0.9, 1.01)


def measured(pairs: Sequence[Pair], *, intervals: bool) -> dict[str, Any]:
    """All figures of some documents, to thousandths, None where the sets say nothing."""
    figures: dict[str, Any] = {}
    for name, figure in FIGURES.items():
        value = figure(pairs)
        if value is not None:
            figures[name] = round(value, 3)
            if intervals and (around := interval(figure, pairs)):
                figures[name] = [figures[name], *(round(each, 2) for each in around)]
    return figures


def confidence(
    described_: Iterable[tuple[Document, Record, dict[str, Any]]], vocabularies: Vocabularies
) -> dict[str, Any]:
    """Field → bin → number of proposals and share of right ones, `also` counted as right."""
    counted: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for document, record, _ in described_:
        for reason in record.provenance:
            right = is_right(reason.field, reason.value, document, vocabularies)
            if right is not None:
                low, high = next(pair for pair in pairwise(BINS) if reason.confidence < pair[1])
                counted[reason.field][f"{low:.1f}-{min(high, 1):.1f}"].append(right)
    return {
        name: {each: [len(found), round(sum(found) / len(found), 2)] for each, found in sorted(bins.items())}
        for name, bins in counted.items()
    }


def explain(document: Document, proposed: dict[str, Any]) -> None:
    """What differs in one document, on stderr."""
    for name in (*LISTS, *SINGLE):
        gold, ours = document.expected.get(name), proposed[name]
        if gold is None and name == "creators":
            continue
        if (set(gold or ()) != set(ours)) if name in LISTS else gold != ours:
            print(document.identifier, name, "| gold", gold, "| ours", ours, file=sys.stderr)


def _listed(files: Sequence[Path]) -> set[str]:
    """The programmes annotators chose from, where the list lies beside the sets."""
    table = files[0].resolve().parent.parent.parent / "vocabulary" / "programmes.csv"
    if not table.is_file():
        return set()
    with table.open(encoding="utf-8") as rows:
        return {row["nom"] if row["sigle"] == "—" else row["sigle"] for row in DictReader(rows)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--half", choices=("built", "kept"), help="one half of the documents only")
    parser.add_argument("--of", nargs="+", default=(), help="names of the sets measured; all teach")
    parser.add_argument("--folds", type=int, default=10, help="0: with the weights as shipped")
    parser.add_argument("--origin", action="store_true", help="tell the describer each document's address")
    parser.add_argument("--as-shipped", action="store_true", help="learn from both halves, but for the part")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--intervals", action="store_true", help="each figure with its interval")
    parser.add_argument(
        "--explain", action="store_true", help="on stderr, what differs; never of what is kept"
    )
    options = parser.parse_args()
    vocabularies = load_vocabularies()
    found = []
    documents = list(read(options.files))
    sets = {each.set for each in documents}
    if unknown := set(options.of) - sets:
        parser.error(f"--of: {', '.join(sorted(unknown))} is none of {', '.join(sorted(sets))}")
    for document, record in _described(
        documents,
        options.of or sets,
        options.half,
        options.folds,
        vocabularies,
        origin=options.origin,
        as_shipped=options.as_shipped,
    ):
        found.append((document, record, answers(record, vocabularies)))
        if options.explain and not document.kept:
            explain(document, found[-1][2])
    listed = _listed(options.files)
    groups: dict[str, list[Any]] = defaultdict(list)
    for each in found:
        groups[each[0].set].append(each)
    if len(groups) > 1:
        groups["all"] = found
    if apart := [each for each in found if each[0].territory_by_source]:
        groups["told by source"] = apart
    known = [each for each in found if not each[0].blind]
    if len(known) < len(found):
        groups["authors by text and address"] = known
    report = {}
    for name, members in groups.items():
        strict = [(document.expected, ours) for document, _, ours in members]
        fair = [fairly(document, ours, vocabularies, listed) for document, _, ours in members]
        report[name] = {
            "documents": len(members),
            "strict": measured(strict, intervals=options.intervals),
            "fair": measured(fair, intervals=options.intervals),
            "confidence": confidence(members, vocabularies),
        }
    print(json.dumps(report, ensure_ascii=False) if options.json else _table(report))


def _described(
    documents: Sequence[Document],
    sets: Collection[str],
    half: str | None,
    folds: int,
    vocabularies: Vocabularies,
    *,
    origin: bool = False,
    as_shipped: bool = False,
) -> Iterator[tuple[Document, Record]]:
    """Every document asked for, described by weights learnt without it."""

    def learnt(others: Sequence[Document]) -> Describer:
        return describer.weighing(learn([seen[each.identifier] for each in others], vocabularies))

    describer = Describer(vocabularies, LibrarySettings(languages=LANGUAGES))
    kept = [each for each in documents if each.kept]
    built = [each for each in documents if not each.kept]
    learnt_from = [] if not folds and half != "kept" else built if half and not as_shipped else documents
    seen = {each.document.identifier: each for each in look(describer, learnt_from, origins=origin)}
    if not folds:
        parts = [(describer, {"kept": kept, "built": built}.get(half or "", documents))]
    elif half == "kept" and not as_shipped:
        parts = [(learnt(built), kept)]
    else:
        asked = {"kept": kept, "built": built}.get(half or "", documents)
        parts = [
            (
                learnt([each for each in learnt_from if each.fold(folds) != part]),
                [each for each in asked if each.fold(folds) == part],
            )
            for part in range(folds)
        ]
    for each, members in parts:
        of = (document for document in members if document.set in sets)
        yield from ((document, described(each, document, origin=origin)) for document in of)


def _table(report: dict[str, Any]) -> str:
    """For people: figures in lines, sets in columns, strict then fair."""
    columns = [(name, kind) for name in report for kind in ("strict", "fair")]
    lines = [" " * 18 + "".join(f"{name + ' ' + kind:>24}" for name, kind in columns)]
    for figure in FIGURES:
        cells = [report[name][kind].get(figure) for name, kind in columns]
        if any(cell is not None for cell in cells):
            lines.append(f"{figure:18}" + "".join(f"{_cell(cell):>24}" for cell in cells))
    for name, each in report.items():
        lines.append(
            f"\nconfidence, {name} ({each['documents']} documents): number of proposals, share right"
        )
        lines += [
            f"  {field:12}"
            + "".join(f"  {where} {count:4} {right:.2f}" for where, (count, right) in bins.items())
            for field, bins in each["confidence"].items()
        ]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return f"{value[0]:.3f} ({value[1]:.2f}-{value[2]:.2f})"
    return "" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
