"""Practices at the desk: sheets of which somebody should ask whether they go on, answered in one act."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import NoticeError
from catalogue.record import Record
from catalogue.rights import today
from catalogue.rooms import EXPERIENCES
from catalogue.written_dates import read_date
from desk.accounts import Role
from desk.attention import Attention
from desk.notices import Edit
from desk.practices import after_years, due_of, due_on, ended, goes_on
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import history, notices, own_record
from search_app.desk.desk_records import open_catalogue, visible
from search_app.desk.identity import person
from search_app.language import _, counted, date_text, worded
from search_app.pages.links import record_url
from search_app.rooms.practice import active_text
from search_app.rooms.room_records import is_open, opened

#: Sheets listed at once, and years after which to ask again where nobody says otherwise.
MOST, USUAL = 50, 1

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One sheet to ask about."""

    identifier: str
    title: str
    url: str
    #: « Toujours active au 3 mars 2023 ».
    active: str
    #: « à redemander depuis le 3 mars 2026 ».
    due: str
    #: Whom one asks.
    lead: str
    contact: str


@blueprint.get("/experiences", endpoint="practices")
@wants(Role.LIBRARIAN)
def show() -> str | AnyResponse:
    """The sheets to ask about, with the two answers there are; a closed room has none."""
    return _page() if is_open(EXPERIENCES) else redirect(url_for("desk.rooms"))


@blueprint.post("/experiences", endpoint="answer_practice")
@wants(Role.LIBRARIAN)
def answer() -> Answer:
    """Write that a practice goes on, with the day to ask again, or that it is over."""
    opened(EXPERIENCES)
    record, act = own_record(request.form.get("id", "")), request.form.get("act")
    if act not in {"active", "ended"}:
        abort(400)
    written = request.form.get("again", "").strip()
    again = _again(written)
    if act == "active" and again is None:
        told = _("« %(day)s » n'est pas un jour à venir. Écrivez-le comme 12 mars 2027.") % {"day": written}
        return _page(told), 400
    try:
        values = goes_on(today(), again) if act == "active" and again else ended(today())
        step = notices().write([Edit(record, values)], by=person().name)
    except NoticeError as error:
        return _page(worded(error)), 400
    return redirect(url_for("desk.practices", fait="note", pas=step))


def waiting_practices() -> list[str]:
    """Identifiers of the sheets to ask about; none where the centre has not opened the room."""
    found = open_catalogue()
    if found is None or not is_open(EXPERIENCES):
        return []
    return Attention(found.library, found.vocabularies).practices(found.log)


def _again(written: str) -> date | None:
    """The day that was typed, if it is one to come."""
    with suppress(NoticeError, ValueError):
        found = date.fromisoformat(read_date(written))
        return found if found > today() else None
    return None


def _page(error: str = "") -> str:
    names = waiting_practices()
    records = [each for each in map(visible, names[:MOST]) if each is not None and _still(each)]
    step = request.args.get("pas", "")
    done = history().step(step) if step else []
    return render_template(
        "desk/practices.html",
        rows=tuple(map(_row, records)),
        total=counted("%(num)s fiche à redemander", "%(num)s fiches à redemander", len(names)),
        more=len(names) > MOST,
        again=after_years(today(), USUAL).isoformat(),
        error=error,
        done=(step, done[0].title) if done else (),
    )


def _still(record: Record) -> bool:
    """Whether it is still to be asked, as its notice stands: the index may not follow yet."""
    said = notices().standing(record.file).values
    due = due_on(lambda name: str(said.get(name, "")))
    return due is not None and due <= today().isoformat()


def _row(record: Record) -> PracticeRow:
    due = due_of(record)
    said = {each.name: each.text for each in record.rubrics}
    return PracticeRow(
        identifier=record.identifier,
        title=record.title,
        url=record_url(record.identifier),
        active=active_text(record),
        due=_("à redemander depuis le %(day)s") % {"day": date_text(due)} if due else "",
        lead=said.get("lead", ""),
        contact=said.get("contact", ""),
    )
