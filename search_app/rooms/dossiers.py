"""Dossiers: selections that somebody made with an introduction and a word on each document."""

from dataclasses import dataclass

from catalogue.rooms import TEXT
from search.query import Filter
from search_app.language import counted, date_text
from search_app.pages.links import record_url
from search_app.pages.titles import shown_title
from search_app.rooms.room_records import in_room, records_of

DOSSIERS = "dossiers"
#: Characters of the introduction shown in the list.
OPENING = 280


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One dossier of the list."""

    title: str
    url: str
    opening: str
    #: « 7 documents ».
    count: str
    date: str


def dossier_lines(*filters: Filter) -> tuple[DossierLine, ...]:
    """All dossiers, the latest first, then by title."""
    found = sorted(records_of(in_room(DOSSIERS, *filters)), key=lambda each: each.issued, reverse=True)
    return tuple(
        DossierLine(
            title=shown_title(each),
            url=record_url(each.identifier),
            opening=opening(each.abstract or " ".join(each.said(TEXT))),
            count=counted("%(num)s document", "%(num)s documents", len(each.said("entries"))),
            date=date_text(each.issued) if each.issued else "",
        )
        for each in found
    )


def opening(text: str) -> str:
    """The beginning of a text, for a list."""
    plain = " ".join(text.replace("#", " ").split())
    return plain if len(plain) <= OPENING else plain[: plain.rfind(" ", 0, OPENING)] + " …"
