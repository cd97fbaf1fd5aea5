"""The directory of actors: who works on what, where, as a list, a table and cards for an address book.

Of persons it tells what their work is and how they are reached there, with where each datum comes from; what
is for the desk alone leaves in no form.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.record import Record
from catalogue.rooms import ACTORS, DETAILS, ROOMS, TEXT, Form
from catalogue.short_code import short_code
from catalogue.spreadsheet import write_rows
from catalogue.vocabulary.labels import fold
from search_app.language import _
from search_app.pages.addresses import address
from search_app.pages.labels import value_label
from search_app.pages.links import Link, absolute, record_url
from search_app.pages.places import place_name
from search_app.rooms.narrowing import Ways, hidden, narrowed, ways
from search_app.rooms.room_records import in_room, records_of
from search_app.state import SearchState

#: Facets the directory is narrowed by.
NARROWED = ("theme", "region", "place", "programme")
#: Details in a table, in order.
COLUMNS = tuple(
    name for name in ROOMS[ACTORS].details
    if not DETAILS[name].private and DETAILS[name].form is not Form.RECORD and name != "shared"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One actor of the list."""

    name: str
    url: str
    #: Role and organisation.
    role: str
    themes: tuple[str, ...]
    places: tuple[str, ...]
    mail: str
    phone: str


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """All that `rooms/actors.html` prints."""

    text: str
    hidden: tuple[tuple[str, str], ...]
    narrowed: tuple[Link, ...]
    lines: tuple[ActorLine, ...]
    #: Ways to the actors of one theme or territory.
    ways: tuple[Ways, ...]
    files: tuple[Link, ...]


def actors_page(state: SearchState) -> ActorsPage:
    """The actors of a search, by name."""
    actors = actors_of(state)
    held = {
        "theme": (_("Thèmes"), [value for each in actors for value in each.themes]),
        "place": (_("Territoires"), [value for each in actors for value in each.places]),
    }
    return ActorsPage(
        text=state.text,
        hidden=hidden(state),
        narrowed=tuple(narrowed(state, "rooms.acteurs", NARROWED)),
        lines=tuple(map(_line, actors)),
        ways=tuple(ways(state, "rooms.acteurs", held)),
        files=(
            Link(_("Tableur (CSV)"), address("rooms.actors_csv", state.pairs())),
            Link(_("Carnet d'adresses (vCard)"), address("rooms.actors_vcf", state.pairs())),
        ),
    )


def actors_of(state: SearchState) -> list[Record]:
    """The actors a reader may see, narrowed by the search's words and filters, by name."""
    filters = [each for each in state.filters if each.field in NARROWED]
    words = fold(state.text).split()
    found = records_of(in_room(ACTORS, *filters))
    return sorted((each for each in found if all(word in _said(each) for word in words)), key=_order)


def table_of(actors: Iterable[Record]) -> bytes:
    """The actors as CSV, one a row, under the names of the form."""
    names = [_("Nom"), *(_(DETAILS[name].label) for name in COLUMNS), _("Thèmes"), _("Territoires")]
    return BOM_UTF8 + write_rows(names, map(_cells, actors)).encode()


def _cells(record: Record) -> list[str]:
    said = (" ; ".join(record.said(name)) for name in COLUMNS)
    themes = " ; ".join(value_label("theme", each) for each in record.themes)
    return [record.title, *said, themes, " ; ".join(map(place_name, record.places))]


def cards_of(actors: Iterable[Record]) -> bytes:
    """The actors as vCard 3.0 (RFC 2426), which every address book reads."""
    return "".join(map(_card, actors)).encode()


def _card(record: Record) -> str:
    import vobject  # slow to import, for those who take cards away

    card = vobject.vCard()
    person = "".join(record.said("person"))
    family, _comma, given = person.partition(", ")
    organisation = "".join(record.said("organisation"))
    card.add("n").value = vobject.vcard.Name(family=family or organisation or record.title, given=given)
    card.add("fn").value = f"{given} {family}".strip() or record.title
    if organisation:
        card.add("org").value = [organisation]
    for name, detail in (("title", "role"), ("email", "mail"), ("tel", "phone"), ("url", "website"),
                         ("note", "obtained")):  # fmt: skip
        if value := "".join(record.said(detail)):
            card.add(name).value = value
    if place := "".join(record.said("address")):
        card.add("adr").value = vobject.vcard.Address(street=place)
    if record.themes:
        card.add("categories").value = [value_label("theme", each) for each in record.themes]
    card.add("uid").value = short_code(record.identifier)
    card.add("source").value = absolute(record_url(record.identifier))
    return str(card.serialize())


def _line(record: Record) -> ActorLine:
    said = (*record.said("role"), *record.said("organisation"))
    return ActorLine(
        name=record.title,
        url=record_url(record.identifier),
        role=", ".join(each for each in said if each != record.title),
        themes=tuple(value_label("theme", each) for each in record.themes[:4]),
        places=tuple(map(place_name, record.places[:4])),
        mail="".join(record.said("mail")),
        phone="".join(record.said("phone")),
    )


def _said(record: Record) -> str:
    """All words of an actor, folded, that a visitor may look for."""
    words = [record.title, record.abstract, *record.keywords]
    words += (value for name in (*COLUMNS, TEXT) for value in record.said(name))
    return fold(" ".join(words))


def _order(record: Record) -> tuple[str, str]:
    return fold("".join(record.said("person")) or record.title), record.identifier
