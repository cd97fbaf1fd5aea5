"""What the rooms hold on a theme or a programme, beside its documents: dossiers, then events to come."""

from collections.abc import Iterator

from catalogue.rooms import AGENDA, DOSSIERS
from search.query import Filter
from search_app.language import _
from search_app.pages.links import Link, record_url
from search_app.rooms.event import is_coming
from search_app.rooms.part import moment_text
from search_app.rooms.room_records import in_room, is_open, records_of

#: Links shown of each.
SHOWN = 6


def beside(facet: str, value: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Name of a room, and the ways to what it holds there."""
    if is_open(DOSSIERS):
        found = records_of(in_room(DOSSIERS, Filter(facet, (value,))))[:SHOWN]
        if found:
            yield _("Dossiers"), tuple(Link(each.title, record_url(each.identifier)) for each in found)
    if is_open(AGENDA):
        dated = (each for each in records_of(in_room(AGENDA, Filter(facet, (value,)))) if each.said("begins"))
        coming = sorted((each for each in dated if is_coming(each)), key=lambda each: each.said("begins"))
        if coming:
            yield (
                _("Agenda"),
                tuple(
                    Link(
                        _("%(title)s (%(when)s)")
                        % {"title": each.title, "when": moment_text(each.said("begins")[0])},
                        record_url(each.identifier),
                    )
                    for each in coming[:SHOWN]
                ),
            )
