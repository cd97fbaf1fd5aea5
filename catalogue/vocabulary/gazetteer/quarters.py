"""Quarters: lists of QPV and ZUS that a library has loaded, in whatever form they were published.

The State publishes them as CSV or GeoJSON whose columns change from year to year; what counts is the same:
a code, a name, the commune. `import_quarters` reads one such list into the library's own
`vocabularies/quarters.csv`, which `load_gazetteer` then knows.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.errors import ConfigurationError

FILE_NAME = "quarters.csv"
COLUMNS = ("code", "name", "commune")
#: Columns as the lists published since 1996 call them, without case, accents or signs.
_NAMES = {
    "code": ("code", "codeqp", "codeqpv", "codequartier", "codezus", "codqp", "quartierprioritaire"),
    "name": (
        "name",
        "nom",
        "libqp",
        "nomqp",
        "nomqpv",
        "libquartier",
        "nomquartier",
        "nomduquartier",
        "libzus",
        "nomzus",
    ),
    "commune": (
        "commune",
        "inseecom",
        "codeinsee",
        "codecommune",
        "depcom",
        "codgeo",
        "codeinseecommune",
        "codeinseedelacommune",
    ),
}
#: A priority quarter of 2014 or of 2024: `QP086001`, `QN08601M`.
QPV = re.compile(r"Q[PN](?:0[0-9][0-9AB]|97[0-9])(?:[0-9]{3}|[0-9]{2}[A-Z])")
#: A sensitive urban zone (1996–2014): region, number, kind.
ZUS = re.compile(r"[0-9]{7}|[0-9]{5}[A-Z]{2}")
_COMMUNE = re.compile(r"[0-9][0-9AB][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of the city policy."""

    #: `qpv` or `zus`.
    kind: str
    code: str
    name: str
    #: INSEE code of its commune (the first one, where it lies over several).
    commune: str


def read_quarters(path: Path) -> tuple[Quarter, ...]:
    """The quarters of a list (CSV or GeoJSON), in its order, each code once.

    Raises ConfigurationError naming file and line for a code nobody gives to quarters.
    """
    found: dict[str, Quarter] = {}
    for number, row in _rows(path):
        quarters = _quarters(row)
        if not quarters:
            raise ConfigurationError(
                f"{path.name}, ligne {number} : il y faut un code de quartier (QP037001, QN03701M, ou sept "
                "caractères pour une ZUS), un nom, et le code INSEE de la commune. Corrigez ou ôtez la ligne."
            )
        for quarter in quarters:
            found.setdefault(quarter.code, quarter)
    return tuple(found.values())


def import_quarters(source: Path, folder: Path) -> int:
    """Add a published list to `folder/quarters.csv`, a code already there being replaced; returns how many.

    Nothing is written when a line of the list cannot be read (ConfigurationError, as `read_quarters`).
    """
    new = read_quarters(source)
    own = folder / FILE_NAME
    merged = {each.code: each for each in (*(read_quarters(own) if own.is_file() else ()), *new)}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((each.code, each.name, each.commune) for each in merged.values())
    folder.mkdir(parents=True, exist_ok=True)
    partial = own.with_suffix(".partial")
    partial.write_text(text.getvalue(), encoding="utf-8")
    partial.replace(own)
    return len(new)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line and columns of each quarter, under our names for them."""
    text = path.read_text(encoding="utf-8-sig")
    if text.lstrip().startswith("{"):
        yield from enumerate(map(_named, _properties(path, text)), 1)
        return
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    for number, row in enumerate(csv.DictReader(io.StringIO(text), delimiter=delimiter), 2):
        yield number, _named(row)


def _properties(path: Path, text: str) -> Iterable[dict[str, Any]]:
    try:
        return [feature["properties"] for feature in json.loads(text)["features"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(
            f"{path.name} n'est ni un CSV ni un GeoJSON de quartiers. Téléchargez la liste à nouveau."
        ) from error


def _named(row: Mapping[str, Any]) -> dict[str, str]:
    plain = {
        re.sub(r"[^a-z]", "", str(column).lower()): str(value or "").strip() for column, value in row.items()
    }
    return {
        ours: next((plain[each] for each in theirs if plain.get(each)), "") for ours, theirs in _NAMES.items()
    }


def _quarters(row: Mapping[str, str]) -> tuple[Quarter, ...]:
    """Those of one line: some lists put all quarters of a commune on one; none when it cannot be read."""
    commune = re.split(r"[ ,;/]", row["commune"])[0].zfill(5)
    codes = re.split(r"\s*[,;]\s*", row["code"].upper())
    names = re.split(r"\s*[,;]\s*", row["name"])
    kinds = ["qpv" if QPV.fullmatch(code) else "zus" if ZUS.fullmatch(code) else "" for code in codes]
    if not all(kinds) or not _COMMUNE.fullmatch(commune):
        return ()
    told = names if len(names) == len(codes) else [row["name"]] * len(codes)
    return tuple(Quarter(*each, commune) for each in zip(kinds, codes, told, strict=True))
