"""Sets of documents described by hand: how they are read, halved, described by the product and compared.

Each line of a file holds a document's `id`, `title`, `text` and `annotation`, as the README of the sets says.
The describer sees one page: the title as its first and most prominent line, then the text; no file name, no
metadata, unless where it was found is asked for. A set of whole files has `file` in place of title and text:
those are read and described as a run would, and left out where they are not at hand. The library holds
French, English, Italian, Spanish and German. Values are compared as the sets write them: concepts by the
notation of the list they came from, regions as today's (a former region counts as its successor; a
département or commune brings the region it lies in), a département through its communes too.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.bodies_alike import as_one_name
from bench.scores import matches
from bench.whole_files import path_of, read_file, text_of
from catalogue.record import Page, Record
from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary.regions import regions_of
from indexer.describe import Describer
from indexer.describe.domain import DOMAIN
from indexer.describe.folded_text import WORD, fold
from indexer.extract.extracted import Extracted, Line, Metadata

LANGUAGES = ("fr", "en", "it", "es", "de")
LISTS = ("regions", "departements", "communes", "programmes", "themes", "creators")
SINGLE = ("year", "type", "language")
#: The set on which nothing was kept aside: it always counts with those that rules are written on.
SHOWN = "dev"
#: The sets that nobody who writes rules has read, in either half.
UNREAD = frozenset(("seventh",))
#: One type in the eyes of a librarian.
_PRESS = {"presse": "article"}
_OVERSEAS = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a set."""

    set: str
    identifier: str
    title: str
    text: str
    #: What a librarian would answer: field → value or list.
    expected: dict[str, Any] = field(hash=False)
    #: What is acceptable too: field → values.
    also: dict[str, list[Any]] = field(hash=False)
    #: The address it was found at, or its path where it was found in files.
    source: str = ""
    #: Whether its authors were read in the text alone, by somebody who had no address before them.
    blind: bool = False
    #: A whole file, which is read in place of the text.
    path: Path | None = None

    @property
    def kept(self) -> bool:
        """Whether it is of the half that rules are never written on: told by its identifier alone."""
        return self.set != SHOWN and hashlib.sha256(self.identifier.encode()).digest()[0] % 2 == 1

    @property
    def unread(self) -> bool:
        """Whether no rule can have been written on it."""
        return self.kept or self.set in UNREAD

    def fold(self, folds: int) -> int:
        """Which of so many parts it belongs to when weights are learnt on the others.

        Whole files of one source go together, since they resemble each other.
        """
        alike = self.source.partition("/")[0] if self.path else self.identifier
        return int.from_bytes(hashlib.sha256(f"fold {alike}".encode()).digest()[:4]) % folds

    @property
    def territory_by_source(self) -> bool:
        """Whether only the address or the path tells which place it is about."""
        return bool(self.expected.get("territory_evidence") == "source")

    def extracted(self, *, origin: bool = False) -> Extracted:
        """As the describer gets it; with the address it was found at where `origin` is asked for."""
        if self.path:
            return read_file(self.path)[0]
        pages = (Page(1, f"{self.title}\n\n{self.text}"),)
        return Extracted(pages, Metadata(origin=self.source if origin else ""), (Line(self.title, 20.0),))

    def file(self, *, origin: bool = False) -> str:
        """The path it lies at: none, or its folders alone, since the names of these files are no evidence.

        A whole file has its own name, which a run would see.
        """
        if self.path:
            return self.source
        is_path = origin and "://" not in self.source and "/" in self.source
        return f"{self.source.rpartition('/')[0]}/" if is_path else ""

    @property
    def media_type(self) -> str:
        """What a run would say it is."""
        return read_file(self.path)[1] if self.path else "text/plain"


#: Authors read by hand from the texts of documents to learn from, never of those kept aside.
CREATORS = Path(__file__).parent / "creators.tsv"


def read(files: Iterable[Path]) -> Iterator[Document]:
    """The documents of several sets; a set is called by its file.

    `creators.tsv` beside this module tells the authors of documents whose set does not.
    """
    authors = _authors(CREATORS)
    missing = 0
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                expected = row["annotation"]
                expected["type"] = _as_in_the_set(expected["type"]) if expected["type"] else None
                blind = "creators" not in expected
                if blind and row["id"] in authors:
                    expected["creators"] = authors[row["id"]]
                path = path_of(row["file"]) if "file" in row else None
                if path is None and "text" not in row:
                    missing += 1
                    continue
                title, text = row.get("title", ""), row.get("text") or text_of(path)
                expected["told"] = _told(expected.get("creators", ()), f"{title} {text}")
                yield Document(
                    file.stem,
                    row["id"],
                    title,
                    text,
                    expected,
                    expected.get("also") or {},
                    row.get("source") or row.get("file") or "",
                    blind,
                    path,
                )
    if missing:
        print(f"{missing} files that are described are not at hand: set FONDS_TEST_DATA.", file=sys.stderr)


def _authors(table: Path) -> dict[str, list[str]]:
    """Identifier → authors, of a table of two columns."""
    if not table.is_file():
        return {}
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {row[0]: [each for each in row[1].split(" ; ") if each] for row in rows if len(row) > 1}


def _told(names: Iterable[str], text: str) -> list[str]:
    """The names that stand in a text, whatever the signs between their words."""
    words = _spaced(text)
    return [name for name in names if _spaced(name) in words]


def _spaced(text: str) -> str:
    return f" {' '.join(WORD.findall(fold(text)))} "


def described(describer: Describer, document: Document, *, origin: bool = False) -> Record:
    """The product's record of one document, given where it was found where `origin` is asked for."""
    return describer.describe(
        document.extracted(origin=origin),
        file=document.file(origin=origin),
        identifier=document.identifier,
        sha256="",
        size=0,
        media_type=document.media_type,
        notice=None,
    )


def answers(record: Record, vocabularies: Vocabularies) -> dict[str, Any]:
    """A record in the words of the sets, with the intercommunalities it proposes beside."""
    codes = {
        kind: [each[len(kind) + 1 :] for each in record.places if each.startswith(f"{kind}:")]
        for kind in ("com", "dep")
    }
    around = {wider for place in record.places for wider in vocabularies.places.within(place)}
    regions = {regions_of(place)[-1] for place in record.places if regions_of(place)}
    overseas = [
        _OVERSEAS[place[4:]] for place in record.places if place[4:] in _OVERSEAS and place[:4] == "reg:"
    ]
    return {
        "regions": regions | {wider[4:] for wider in around if wider.startswith("reg:")},
        "departements": {*codes["dep"], *(each[4:] for each in around if each.startswith("dep:")), *overseas},
        "communes": set(codes["com"]),
        "groups": {each for each in record.places if each.startswith("epci:")},
        "programmes": [vocabularies.programmes.concepts[each].notation for each in record.programmes],
        "themes": [vocabularies.themes.concepts[each].notation for each in record.themes],
        "creators": list(record.creators),
        "title": record.title,
        "year": record.year,
        "type": _as_in_the_set(vocabularies.types.label(record.type)) if record.type else None,
        "language": record.language or None,
    }


def fairly(
    document: Document, proposed: dict[str, Any], vocabularies: Vocabularies, listed: set[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Expected and proposed with what is acceptable too taken for right: see the README of the sets.

    `listed` are the programmes the annotator could choose from; others are neither right nor wrong.
    """
    expected, ours = dict(document.expected), dict(proposed)
    ours["programmes"] = [each for each in ours["programmes"] if not listed or each in listed]
    for commune in expected["communes"]:
        if ours["groups"] & set(vocabularies.places.within(f"com:{commune}")):
            ours["communes"] = ours["communes"] | {commune}
    for name in LISTS:
        spare = set(document.also.get(name, ())) - set(expected.get(name) or ())
        ours[name] = [each for each in ours[name] if each not in spare]
    right = document.expected.get("creators") or []
    if "creators" in expected:
        expected["creators"] = as_one_name(right, right)
    acceptable = as_one_name(document.also.get("creators", ()))
    ours["creators"] = [
        each
        for each in as_one_name(ours["creators"], right)
        if _is_one_of(each, expected.get("creators") or []) or not _is_one_of(each, acceptable)
    ]
    for name in ("year", "type"):
        if ours[name] in document.also.get(name, ()):
            expected[name] = ours[name]
    expected["type"], ours["type"] = (_PRESS.get(each, each) for each in (expected["type"], ours["type"]))
    return expected, ours


def is_right(
    name: str, value: str, document: Document, vocabularies: Vocabularies, *, strict: bool = False
) -> bool | None:
    """Whether one proposed value is right, or acceptable unless `strict`; None where the set does not say."""
    gold, also = document.expected, {} if strict else document.also
    if name == "places":
        alone = answers(Record("x", "x", places=(value,)), vocabularies)
        kind = {"reg": "regions", "dep": "departements", "com": "communes"}.get(value[:3])
        return bool(set(alone[kind]) & {*gold[kind], *also.get(kind, ())}) if kind else None
    if name in ("themes", "programmes"):
        notation = getattr(vocabularies, name).concepts[value].notation
        return notation in {*gold[name], *also.get(name, ())}
    if name == "creators":
        return _is_author(value, [*gold[name], *also.get(name, ())], strict=strict) if name in gold else None
    if name == "issued":
        return int(value[:4]) in {gold["year"], *also.get("year", ())}
    if name == DOMAIN:
        return bool(gold["themes"] or gold["programmes"])
    if name == "type":
        label = answers(Record("x", "x", type=value), vocabularies)["type"]
        return label in {gold["type"], *also.get("type", ())}
    return None


def _is_author(name: str, right: list[str], *, strict: bool) -> bool:
    """Whether a name is one of the right ones, in the words they have or as a librarian takes them."""
    alike = not strict and _is_one_of(as_one_name([name], right)[0], as_one_name(right, right))
    return alike or _is_one_of(name, right)


def _is_one_of(name: str, names: list[str]) -> bool:
    return bool(matches("creators", names, [name]))


def _as_in_the_set(label: str) -> str:
    return label.split(" (")[0]
