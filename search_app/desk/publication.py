"""Publishing: what waits before readers have it, handed to them alone or together, undone in one step."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import NoticeError, UnknownRecordError
from catalogue.record import Record, Status
from desk.accounts import Role
from desk.attention import Attention
from desk.deposits import Deposits
from desk.history import Act
from desk.publication import publishing, status_of
from search_app.desk.blueprint import blueprint, many, wants
from search_app.desk.corpus import notices, own_record
from search_app.desk.desk_records import open_catalogue, visible
from search_app.desk.identity import person
from search_app.language import counted, date_text, worded
from search_app.pages.facts import facts
from search_app.pages.labels import format_name
from search_app.pages.links import Link, record_url
from search_app.site_library import site_library

#: Documents listed at once.
MOST = 100

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One document that waits to be published."""

    identifier: str
    notice: Link
    #: Where its description is read and corrected.
    edit: str
    facts: tuple[str, ...]
    #: Who sent it; empty when it was put into the corpus otherwise.
    by: str
    #: Whether nobody has confirmed its description yet; else the day on which somebody did, as far as known.
    unread: bool
    reviewed: str


@blueprint.get("/a-publier", endpoint="publication")
@wants(Role.LIBRARIAN)
def show() -> str:
    """What waits, in order of arrival."""
    return _page()


@blueprint.post("/a-publier", endpoint="publish")
@wants(Role.LIBRARIAN, body=many)
def publish() -> Answer:
    """Hand to readers what was ticked, or all of the list as it was shown."""
    chosen = list(_chosen())
    try:
        step = notices().write(
            [publishing(each, read=False) for each in chosen], by=person().name, kind=Act.PUBLISH
        )
    except NoticeError as error:
        return _page(worded(error)), 400
    return redirect(url_for("desk.publication", fait=step if chosen else "rien", n=len(chosen) or None))


def waiting_to_be_published() -> list[str]:
    """Identifiers of what nobody has published, in order of arrival."""
    found = open_catalogue()
    return Attention(found.library, found.vocabularies).unpublished(found.log) if found else []


def _embargoed() -> list[tuple[Link, str]]:
    """What appears by itself, each with its day, the next first."""
    found = open_catalogue()
    names = Attention(found.library, found.vocabularies).embargoed(found.log) if found else []
    return [
        (Link(each.title, url_for("desk.edit", identifier=each.identifier)), date_text(each.embargo))
        for each in filter(None, map(visible, names[:MOST]))
    ]


def _first(names: list[str]) -> list[Record]:
    """The first of them; those published just now, which the index follows soon, are left out."""
    records = filter(None, map(visible, names[:MOST]))
    return [each for each in records if _waits(each)]


def _waits(record: Record) -> bool:
    """Whether it waits by its notice as well, which the index follows some seconds later."""
    return status_of(record, notices().standing(record.file)) is Status.PROPOSED


def _chosen() -> Iterator[Record]:
    ticked = request.form.getlist("shown" if "all" in request.form else "id")
    for identifier in dict.fromkeys(ticked):
        try:
            yield own_record(identifier)
        except UnknownRecordError:
            continue  # withdrawn while the page was open


def _page(error: str = "") -> str:
    names = waiting_to_be_published()
    shown = _first(names)
    left = len(shown) + max(len(names) - MOST, 0)
    done = request.args.get("fait", "")
    return render_template(
        "desk/publication.html",
        rows=[_row(each) for each in shown],
        total=counted("%(num)s document à publier", "%(num)s documents à publier", left),
        more=len(names) > MOST,
        embargoed=_embargoed(),
        error=error,
        done=done,
        said=counted("%(num)s document publié", "%(num)s documents publiés", request.args.get("n", 0, int)),
    )


def _row(record: Record) -> WaitingRow:
    return WaitingRow(
        identifier=record.identifier,
        notice=Link(record.title, record_url(record.identifier)),
        edit=url_for("desk.edit", identifier=record.identifier),
        facts=(*facts(record), format_name(record)),
        by=Deposits(site_library().library).depositor_of(record.file, record.sha256),
        unread=record.unread,
        reviewed=date_text(record.reviewed),
    )
