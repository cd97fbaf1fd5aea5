"""Names that follow each other: « Auteurs : Anne Petit, sociologue ; Paul Grand et Lise Roy » are three."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.describe.proper_names import Kind, Name

#: What stands between two names of a row: a link, or what the first one is.
_AND = re.compile(r"\s*(?:[,;&/]|et|and|,\s*et|,[^,;.:\n]{3,60}\s?;)\s*")
#: Signs of one name of a row that go for all of them.
SHARED = (
    "opening",
    "head",
    "beside a date",
    "author before",
    "alone",
    "a role before",
    "a jury's",
    "a reporter",
    "beside the author",
    "picture",
    "begins a sentence",
    "ends a sentence",
)
#: And of persons alone: a study made by one body is seldom by those it is made with.
SHARED_BY_PERSONS = ("made by", "by", "told")


def rows_of(text: str, names: Sequence[Name]) -> Iterator[list[Name]]:
    """Runs of two names and more of one kind, in their order."""
    row: list[Name] = []
    for one, other in pairwise(names):
        if one.kind is other.kind and _AND.fullmatch(text, one.end, max(one.end, other.start)):
            row = [*(row or [one]), other]
        elif row:
            yield row
            row = []
    if row:
        yield row


def share(row: Sequence[dict[str, float]]) -> None:
    """What is seen of one name of a row goes for all: « Auteurs : » stands before the first alone."""
    for sign in (*SHARED, *(SHARED_BY_PERSONS if row[0].get(Kind.PERSON.value) else ())):
        value = max(signs.get(sign, 0.0) for signs in row)
        for signs in row:
            signs[sign] = value


def without_mates(row: Sequence[dict[str, float]]) -> None:
    """Names of one row are no rivals of each other."""
    others = min(signs["others"] for signs in row)
    mates = sum(1 for signs in row if signs.get("alone"))
    for signs in row:
        signs["others"] = math.log1p(max(0.0, math.expm1(others) - mates + 1))
