"""The page of a selection: documents as a list or side by side, references, ways to take them away."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.errors import TOLD
from catalogue.fields import BY_NAME
from catalogue.record import Record
from catalogue.short_code import read_code, short_code
from exchange.formats import FORMATS, iso690
from search.results import Hit
from search_app.language import _, counted, current, today_text
from search_app.pages.addresses import address
from search_app.pages.citation import cited
from search_app.pages.description import field_values
from search_app.pages.hits import Card, card
from search_app.pages.labels import pages_text
from search_app.pages.links import Link, absolute
from search_app.pages.sharing import Share, share
from search_app.permanent import record_of
from search_app.rooms.room_records import dossier_url
from search_app.state import SearchState

#: Most documents of a selection: their codes make an address of 1,1 kB, which every program takes.
MOST = 100
#: Key of the codes, and of the way the documents are shown.
CODES, VIEW, COMPARED = "d", "vue", "comparer"
#: What is compared, in order.
FIELDS = ("type", "issued", "creators", "publisher", "themes", "programmes", "places", "audience", "language")

_IN_ADDRESS = re.compile(r"(?:/d/|[?&]d=)([^/?#&\s]+)")
_BETWEEN = re.compile(r"[,\s]|%2C", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selection:
    """What an address asks for."""

    #: By which the address names the records, each once.
    codes: tuple[str, ...]
    #: Those that stand here for this reader, in the same order.
    records: tuple[Record, ...]
    problems: tuple[str, ...]

    def pairs(self, *, compared: bool = False) -> list[tuple[str, str]]:
        """Its canonical address, as pairs."""
        return _pairs(self.codes, compared=compared)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document of the selection."""

    card: Card
    code: str
    #: The selection without it, and what a screen reader says of that way.
    drop: Link


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One field of every document, side by side."""

    name: str
    cells: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class SelectionPage:
    """All that `selection.html` prints."""

    title: str
    problems: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    #: List and comparison; empty below two documents.
    views: tuple[Link, ...]
    compared: tuple[ComparedRow, ...]
    references: tuple[str, ...]
    exports: tuple[Link, ...]
    share: Share
    #: The codes that stand here, for the browser to keep.
    codes: str
    #: The empty selection.
    clear: str
    #: Where who works here makes a dossier of it; empty for visitors.
    dossier: str
    printed: str


def asked_selection(values: Iterable[str]) -> Selection:
    """The selection of an address: codes, or addresses that hold some, as people paste them."""
    pieces = [piece for value in values for piece in _pieces(value)]
    codes = list(dict.fromkeys(filter(None, map(read_code, pieces))))
    unread = [piece for piece in pieces if not read_code(piece)]
    found = list(_standing(codes[:MOST]))
    kept = dict(found)
    problems = tuple(_problems(unread, len(codes), len(codes[:MOST]) - len(found)))
    return Selection(tuple(kept), tuple(kept.values()), problems)


def selection_url(codes: Iterable[str], *, compared: bool = False) -> str:
    """The address of a selection."""
    return address("selection.show", _pairs(tuple(codes), compared=compared))


def selection_page(selection: Selection, *, compared: bool = False) -> SelectionPage:
    """Everything the page of a selection prints."""
    codes, records = selection.codes, selection.records
    count = counted("%(num)s document", "%(num)s documents", len(records))
    titles = "\r\n".join(f"- {each.title}" for each in records)
    compared = compared and len(records) > 1
    return SelectionPage(
        title=_("Sélection de %(count)s") % {"count": count} if records else _("Ma sélection"),
        problems=selection.problems,
        chosen=tuple(_chosen(code, record, codes) for code, record in zip(codes, records, strict=True)),
        views=(
            Link(_("Liste"), selection_url(codes), current=not compared),
            Link(_("Comparer"), selection_url(codes, compared=True), current=compared),
        )
        if len(records) > 1
        else (),
        compared=tuple(_rows(records)) if compared else (),
        references=tuple(iso690.text(cited(each), current()) for each in records),
        exports=tuple(
            Link(each.label, address(f"selection.export_{each.name.replace('.', '_')}", _pairs(codes)))
            for each in FORMATS.values()
        ),
        share=share(absolute(selection_url(codes)), _("Sélection de %(count)s") % {"count": count}, titles),
        codes=",".join(codes),
        clear=selection_url(()),
        dossier=dossier_url(codes),
        printed=_("Imprimé le %(date)s") % {"date": today_text()},
    )


def _pieces(value: str) -> list[str]:
    found = _IN_ADDRESS.findall(value)
    return [piece for each in found or [value] for piece in _BETWEEN.split(each) if piece]


def _standing(codes: Iterable[str]) -> Iterator[tuple[str, Record]]:
    """Under today's code each: of two versions of a file one is kept."""
    for code in codes:
        try:
            record = record_of(code)
        except TOLD:
            continue
        yield short_code(record.identifier), record


def _problems(unread: list[str], asked: int, missing: int) -> Iterator[str]:
    if unread:
        yield _(
            "« %(text)s » n'est pas l'adresse courte d'un document ; collez celle que donne sa notice."
        ) % {"text": unread[0][:80]}
    if asked > MOST:
        yield _("Une sélection compte %(most)s documents au plus ; les suivants ont été laissés.") % {
            "most": MOST
        }
    if missing > 0:
        yield counted(
            "%(num)s document de cette sélection n'est plus dans le fonds, ou n'est pas public.",
            "%(num)s documents de cette sélection ne sont plus dans le fonds, ou ne sont pas publics.",
            missing,
        )


def _pairs(codes: tuple[str, ...], *, compared: bool = False) -> list[tuple[str, str]]:
    chosen = [(CODES, ",".join(codes))] if codes else []
    return [*chosen, (VIEW, COMPARED)] if compared and codes else chosen


def _chosen(code: str, record: Record, codes: tuple[str, ...]) -> Chosen:
    others = selection_url(each for each in codes if each != code)
    label = _("Retirer de la sélection : %(title)s") % {"title": record.title}
    return Chosen(card(Hit(record, 0.0), SearchState()), code, Link(_("Retirer"), others, label))


def _rows(records: tuple[Record, ...]) -> Iterator[ComparedRow]:
    """What at least one of the documents says, field by field."""
    for name in FIELDS:
        cells = tuple(tuple(field_values(each, name)) for each in records)
        if any(cells):
            yield ComparedRow(_(BY_NAME[name].label), cells)
    yield ComparedRow(_("Étendue"), tuple(_cell(pages_text(each) if each.pages else "") for each in records))
    if any(each.abstract for each in records):
        yield ComparedRow(_("Résumé"), tuple(_cell(each.abstract) for each in records))


def _cell(text: str) -> tuple[Link, ...]:
    return (Link(text, ""),) if text else ()
