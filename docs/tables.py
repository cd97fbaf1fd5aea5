"""`make tables`: the documents' tables that derive from tables of the code, written again in their place.

Each stands between `<!-- table: NAME -->` and `<!-- fin -->`; a test fails while one says other things.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from catalogue.document_formats import DOCUMENT_FORMATS, Unit
from catalogue.fields import FACETS, Counting
from catalogue.rooms import DETAILS, ROOMS, Form
from exchange.formats import FORMATS

DOCS = Path(__file__).parent
_PLACE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- fin -->)", re.DOTALL)
#: What pages are called, many of them.
UNITS = {Unit.PAGE: "pages", Unit.SLIDE: "diapositives", Unit.SECTION: "parties"}

#: How the details of a room's records are written.
FORMS = {
    Form.LINE: "un texte", Form.TEXT: "un texte en Markdown", Form.MOMENT: "un jour, avec ou sans heure",
    Form.DAY: "un jour", Form.WEB: "une adresse `https://` ou `mailto:`", Form.MAIL: "un courriel",
    Form.NUMBER: "un nombre", Form.RECORD: "un document : adresse ou code court, page, `|` et un mot",
    Form.CHOICE: "un mot d'une liste",
}  # fmt: skip


def _table(*rows: Iterable[str]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    columns = lines[0].count(" | ") + 1
    return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]]) + "\n"


def _options() -> str:
    filters = [each for each in FACETS.values() if each.counting is not Counting.YEAR]
    return _table(
        ("filtre", "ne garde que", "valeur"),
        *((f"`--{each.name}`", each.label, each.written) for each in filters),
    )


def _facets() -> str:
    return _table(
        ("liste", "clé dans `facets` et `filters`", "clé dans l'adresse", "valeur"),
        *((each.label, f"`{each.name}`", f"`{each.key}`", each.written) for each in FACETS.values()),
    )


def _documents() -> str:
    return _table(
        ("format", "noms de fichiers", "compté en"),
        *((each.label, ", ".join(f"`{suffix}`" for suffix in each.suffixes), UNITS[each.unit])
          for each in DOCUMENT_FORMATS),
    )  # fmt: skip


def _exports() -> str:
    return _table(
        ("format", "`--format`", "pour"),
        *((each.label, f"`{each.name}`", each.purpose) for each in FORMATS.values()),
    )


def _rooms() -> str:
    return _table(
        ("`room`", "rubrique", "clés de plus"),
        *((f"`{each.name}`", each.label, ", ".join(f"`{name}`" for name in each.details))
          for each in ROOMS.values()),
    )  # fmt: skip


def _details() -> str:
    return _table(
        ("clé", "contient", "forme"),
        *((f"`{each.name}`", each.label + (" (pour l'atelier seul)" if each.private else ""),
           FORMS[each.form] + (", plusieurs" if each.repeated else "")) for each in DETAILS.values()),
    )  # fmt: skip


TABLES = {
    "rooms": _rooms,
    "details": _details,
    "options": _options,
    "facets": _facets,
    "documents": _documents,
    "exports": _exports,
}


def written(text: str) -> str:
    """A document with each of its derived tables as the code has it today."""
    return _PLACE.sub(lambda place: f"{place[1]}{TABLES[place[2]]()}{place[3]}", text)


if __name__ == "__main__":
    for path in DOCS.glob("*.md"):
        path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
