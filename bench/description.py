"""How well the product describes documents, against a set described by hand.

    python bench/description.py dev.jsonl [--json] [--explain]

Each line of the file holds a document's `title`, `text` and `annotation`. The describer sees one page: the
title as its first and most prominent line, then the text; no file name, no metadata. The library holds
French, English, Italian, Spanish and German. Values are compared as the set writes them: concepts by the
notation of the list they came from, regions as today's (a former region counts as its successor, a
département or commune brings the region it lies in), a département also through its communes. Lists are
measured by micro-averaged F1, the rest by accuracy, an unknown year or type being an answer like another.
`themes_hit3`: of the documents that have themes, the share where one of the first three proposed is right.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from catalogue.record import Page, Record
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import Vocabularies, load_vocabularies
from catalogue.vocabulary.regions import regions_of
from indexer.describe import Describer
from indexer.extract.extracted import Extracted, Line

LANGUAGES = ("fr", "en", "it", "es", "de")
LISTS = ("regions", "departements", "communes", "programmes", "themes")
SINGLE = ("year", "type", "language")


def described(describer: Describer, document: dict[str, Any]) -> Record:
    """The product's record of one document of the set."""
    page = Page(1, f"{document['title']}\n\n{document['text']}")
    extracted = Extracted((page,), lines=(Line(document["title"], 20.0),))
    return describer.describe(
        extracted, file="", identifier=document["id"], sha256="", size=0, media_type="text/plain", notice=None
    )


def answers(record: Record, vocabularies: Vocabularies) -> dict[str, Any]:
    """A record in the words of the set."""
    codes = {
        kind: [each[len(kind) + 1 :] for each in record.places if each.startswith(f"{kind}:")]
        for kind in ("com", "dep")
    }
    around = {wider for place in record.places for wider in vocabularies.places.within(place)}
    regions = {regions_of(place)[-1] for place in record.places if regions_of(place)}
    return {
        "regions": regions | {wider[4:] for wider in around if wider.startswith("reg:")},
        "departements": {
            *codes["dep"],
            *(wider[4:] for wider in around if wider.startswith("dep:")),
            *_overseas(record),
        },
        "communes": set(codes["com"]),
        "programmes": {vocabularies.programmes.concepts[each].notation for each in record.programmes},
        "themes": [vocabularies.themes.concepts[each].notation for each in record.themes],
        "year": record.year,
        "type": _as_in_the_set(vocabularies.types.label(record.type)) if record.type else None,
        "language": record.language,
    }


def _overseas(record: Record) -> Iterable[str]:
    """Overseas the region is one département: 03 is 973."""
    named = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}
    return [named[place[4:]] for place in record.places if place.startswith("reg:") and place[4:] in named]


def _as_in_the_set(label: str) -> str:
    return label.split(" (")[0]


def f1(pairs: list[tuple[set[str], set[str]]]) -> float:
    """Micro-averaged over all documents; 1 when there was nothing to find and nothing was proposed."""
    right = sum(len(expected & proposed) for expected, proposed in pairs)
    total = sum(len(expected) + len(proposed) for expected, proposed in pairs)
    return 2 * right / total if total else 1.0


def measure(expected: list[dict[str, Any]], proposed: list[dict[str, Any]]) -> dict[str, float]:
    """All figures, rounded to thousandths."""
    pairs = list(zip(expected, proposed, strict=True))
    figures = {name: f1([(set(gold[name]), set(ours[name])) for gold, ours in pairs]) for name in LISTS}
    with_themes = [(set(gold["themes"]), ours["themes"][:3]) for gold, ours in pairs if gold["themes"]]
    figures["themes_hit3"] = sum(not gold.isdisjoint(ours) for gold, ours in with_themes) / max(
        1, len(with_themes)
    )
    for name in SINGLE:
        figures[name] = sum(gold[name] == ours[name] for gold, ours in pairs) / max(1, len(pairs))
    return {name: round(value, 3) for name, value in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--explain", action="store_true", help="on stderr, what differs in each document")
    options = parser.parse_args()
    documents = [
        json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    vocabularies = load_vocabularies()
    describer = Describer(vocabularies, LibrarySettings(languages=LANGUAGES))
    expected = [document["annotation"] for document in documents]
    for annotation in expected:
        annotation["type"] = _as_in_the_set(annotation["type"]) if annotation["type"] else None
    proposed = [answers(described(describer, document), vocabularies) for document in documents]
    if options.explain:
        for document, gold, ours in zip(documents, expected, proposed, strict=True):
            for name in (*LISTS, *SINGLE):
                if (set(gold[name]) if name in LISTS else gold[name]) != (
                    set(ours[name]) if name in LISTS else ours[name]
                ):
                    print(document["id"], name, "| gold", gold[name], "| ours", ours[name], file=sys.stderr)
    figures = measure(expected, proposed)
    print(
        json.dumps(figures)
        if options.json
        else "\n".join(f"{name:14} {value:.3f}" for name, value in figures.items())
    )


if __name__ == "__main__":
    main()
