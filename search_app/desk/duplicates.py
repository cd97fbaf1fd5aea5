"""The sweep: documents that are the same, or nearly, for a person to compare."""

from dataclasses import dataclass

from flask import render_template

from catalogue.log import Files
from catalogue.record import Record
from desk.accounts import Role
from desk.duplicates import alike
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.desk_records import open_catalogue, visible
from search_app.language import _, number_text
from search_app.pages.hits import facts
from search_app.pages.labels import format_name, size_text
from search_app.pages.links import record_url
from search_app.site_library import site_library

#: Pairs shown at once, the most alike first.
MOST = 100


@dataclass(frozen=True, slots=True)
class Side:
    """One of two documents that resemble each other."""

    identifier: str
    title: str
    url: str
    facts: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to compare."""

    #: « Même texte », « 93 % en commun ».
    how: str
    sides: tuple[Side, Side]


@blueprint.get("/doublons", endpoint="duplicates")
@wants(Role.LIBRARIAN)
def show() -> str:
    """Copies of files, and pairs of records that resemble each other."""
    catalogue = open_catalogue()
    copies = Files(catalogue.log).copies() if catalogue else []
    pairs = list(_pairs())
    return render_template("desk/duplicates.html", copies=copies, pairs=pairs[:MOST], more=len(pairs) > MOST)


def _pairs() -> "list[Pair]":
    found = []
    for pair in alike(site_library().library):
        first, second = visible(pair.first), visible(pair.second)
        if first is None or second is None:
            continue
        percent = number_text(int(pair.likeness * 100))
        how = _("Même texte") if pair.same_text else _("%(percent)s %% en commun") % {"percent": percent}
        found.append(Pair(how, (_side(first), _side(second))))
    return found


def _side(record: Record) -> Side:
    size = (format_name(record), size_text(record.size)) if record.sha256 else ()
    return Side(
        record.identifier, record.title, record_url(record.identifier), (*facts(record), *size), record.file
    )
