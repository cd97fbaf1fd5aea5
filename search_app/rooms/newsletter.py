"""A draft of the letter of the centre: what came since a day, events to come; to be edited before it leaves.

Only what everybody may read stands in it, whoever asks for the draft.
"""

from collections.abc import Iterator
from datetime import date

from catalogue.record import Record
from catalogue.rights import PUBLIC_READER
from catalogue.rooms import AGENDA, DOSSIERS
from exchange.reports.blocks import Block, Heading, Paragraph, Report
from search_app.language import _, current, date_text
from search_app.pages.labels import value_label
from search_app.pages.links import absolute, record_url
from search_app.pages.titles import shown_title
from search_app.presented import named
from search_app.rooms.dossiers import opening
from search_app.rooms.event import is_coming
from search_app.rooms.part import moment_text
from search_app.site_library import catalogue

#: Documents told; what is left out is counted.
MOST = 60


def newsletter(since: date, until: date) -> Report:
    """The letter of some days."""
    return Report(
        title=_("%(name)s : la lettre") % {"name": named("name")},
        subtitle=_("Nouveautés du %(since)s au %(until)s")
        % {"since": date_text(since.isoformat()), "until": date_text(until.isoformat())},
        language=current(),
        day=until.isoformat(),
        author=named("centre_name") or named("name"),
        blocks=tuple(_blocks(since)),
    )


def _blocks(since: date) -> Iterator[Block]:
    new = list(_new(since))
    yield from _listed(_("Dossiers"), [each for each in new if each.room == DOSSIERS])
    documents = [each for each in new if not each.room]
    yield from _by_theme(documents[:MOST])
    if len(documents) > MOST:
        yield Paragraph(_("Et %(count)s autres documents.") % {"count": len(documents) - MOST})
    events = [each for each in catalogue().records(PUBLIC_READER)
              if each.room == AGENDA and each.said("begins") and is_coming(each)]  # fmt: skip
    if events:
        yield Heading(_("À venir"))
    for each in sorted(events, key=lambda each: each.said("begins")):
        when = moment_text(each.said("begins")[0])
        yield Paragraph(f"{when} : {shown_title(each)}", absolute(record_url(each.identifier)))


def _new(since: date) -> Iterator[Record]:
    """Records of ours that changed since that day, in the order of the log, as a visitor may see them."""
    for entry in catalogue().log.entries():
        record = entry.record
        if record is None or entry.received or entry.datestamp[:10] < since.isoformat():
            continue
        if PUBLIC_READER.may_see(record):
            yield record


def _by_theme(documents: list[Record]) -> Iterator[Block]:
    themes: dict[str, list[Record]] = {}
    for each in documents:
        themes.setdefault(next(iter(each.themes), ""), []).append(each)
    for theme, held in sorted(themes.items(), key=lambda each: (each[0] == "", -len(each[1]), each[0])):
        yield from _listed(value_label("theme", theme) if theme else _("Autres documents"), held)


def _listed(name: str, records: list[Record]) -> Iterator[Block]:
    if records:
        yield Heading(name)
    for each in records:
        title = shown_title(each)
        yield Paragraph(f"{title} ({each.issued[:4]})" if each.issued else title,
                        absolute(record_url(each.identifier)), each.language)  # fmt: skip
        if each.abstract:
            yield Paragraph(opening(each.abstract), language=each.language)
