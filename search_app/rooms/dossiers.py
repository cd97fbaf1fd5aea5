"""Dossiers: selections that somebody made with an introduction and a word on each document."""

from dataclasses import dataclass

from catalogue.record import Record
from catalogue.rooms import DETAILS, DOSSIERS, TEXT
from exchange.formats import iso690
from exchange.reports.blocks import Block, Entry, Paragraph, Report
from search.query import Filter
from search_app.language import counted, current, date_text
from search_app.pages.citation import addressed
from search_app.pages.links import absolute, record_url
from search_app.pages.prose import paragraphs
from search_app.pages.titles import shown_title
from search_app.presented import named
from search_app.rooms.part import entry_list
from search_app.rooms.room_records import in_room, records_of

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
    plain = " ".join(paragraphs(text))
    return plain if len(plain) <= OPENING else plain[: plain.rfind(" ", 0, OPENING)] + " …"


def dossier_report(record: Record) -> Report:
    """A dossier to be taken away: its introduction, then each document as one cites it, with its word."""
    listed = entry_list(record, DETAILS["entries"])
    blocks: list[Block] = [Paragraph(each) for each in paragraphs("\n".join(record.said(TEXT)))]
    for each in listed.entries:
        if each.word:
            blocks.append(Paragraph(each.word))
        runs = tuple((run.text, run.italic) for run in iso690.runs(addressed(each.record), current()))
        blocks.append(Entry(runs, absolute(record_url(each.record.identifier))))
    day = record.issued if len(record.issued) == len("2026-10-01") else "1980-01-01"
    return Report(shown_title(record), named("name"), current(), day, named("centre_name"), tuple(blocks))
