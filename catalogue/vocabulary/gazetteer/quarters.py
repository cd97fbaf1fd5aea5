"""Quarters: lists of QPV and ZUS that a library has loaded, in whatever form they were published.

The State publishes them as CSV or GeoJSON whose columns change from year to year; what counts is the same:
a code, a name, the commune. `fonds vocabulary import` adds one such list to the library's own
`vocabularies/quarters.csv`, which `load_gazetteer` then knows.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.errors import ConfigurationError
from catalogue.intake import IntakeError
from catalogue.spreadsheet import read_rows, write_rows

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
_WRONG = (
    "il y faut un code de quartier (QP037001, QN03701M, ou sept caractères pour une ZUS), un nom, et le code "
    "INSEE de la commune. Corrigez ou ôtez la ligne."
)


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of the city policy."""

    #: `qpv` or `zus`.
    kind: str
    code: str
    name: str
    #: INSEE code of its commune (the first one, where it lies over several).
    commune: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list."""

    #: Counted from 1.
    number: int
    #: Line of the file; None in a GeoJSON.
    line: int | None
    #: The quarters it names; none when it cannot be read.
    quarters: tuple[Quarter, ...] = ()
    #: What is wrong with it.
    error: str = ""


def read_quarters(path: Path) -> tuple[Quarter, ...]:
    """The quarters of a list (CSV or GeoJSON), in its order, each code once.

    Raises ConfigurationError naming file and line for a code nobody gives to quarters.
    """
    found: dict[str, Quarter] = {}
    try:
        for listed in read_list(path.read_bytes()):
            if listed.error:
                where = f"ligne {listed.line}" if listed.line else f"n° {listed.number}"
                raise ConfigurationError(f"{path.name}, {where} : {listed.error}")
            for quarter in listed.quarters:
                found.setdefault(quarter.code, quarter)
    except IntakeError as error:
        raise ConfigurationError(f"{path.name} : {error}") from error
    return tuple(found.values())


def read_list(content: bytes) -> Iterator[Listed]:
    """The lines of a list one by one, wrong ones with their error; raises IntakeError when it is no list."""
    for number, line, row, error in _rows(content):
        quarters = _quarters(row)
        yield Listed(number, line, quarters, error or ("" if quarters else _WRONG))


def write_list(quarters: Iterable[Quarter]) -> str:
    """Quarters as a library keeps them, in CSV."""
    return write_rows(COLUMNS, ((each.code, each.name, each.commune) for each in quarters))


def _rows(content: bytes) -> Iterator[tuple[int, int | None, Mapping[str, str], str]]:
    """Number, line and columns of each quarter, under our names for them, and what is wrong already."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        for number, properties in enumerate(_properties(content), 1):
            yield number, None, _named(properties), ""
        return
    for row in read_rows(content):
        yield row.number, row.line, _named(row.cells), row.error


def _properties(content: bytes) -> Iterable[dict[str, Any]]:
    try:
        return [feature["properties"] for feature in json.loads(content.decode("utf-8-sig"))["features"]]
    except (ValueError, KeyError, TypeError) as error:
        raise IntakeError(
            "Ce n'est ni un CSV ni un GeoJSON de quartiers. Téléchargez la liste à nouveau."
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
