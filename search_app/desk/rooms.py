"""The rooms at the desk: their records in a list, and the form by which one is written or corrected.

Such a record is a notice without a document; it is written through the same door as any other correction,
with its history, and the trash takes it.
"""

import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.notice import Value
from catalogue.record import Record
from catalogue.rights import today
from catalogue.rooms import (
    AGENDA,
    BEGINS,
    DETAILS,
    DOSSIERS,
    ENDS,
    QUESTIONS,
    ROOMS,
    TERRITORIES,
    DetailField,
    Form,
    Room,
)  # fmt: skip
from catalogue.written_details import in_order
from desk.accounts import Role
from desk.inbox import Inbox
from desk.notices import Edit, NoticeText, StaleNoticeError
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.choices import options, suggestions
from search_app.desk.corpus import notices, own_record
from search_app.desk.editor import shown
from search_app.desk.identity import person
from search_app.language import _
from search_app.pages.links import record_url, search_url
from search_app.rooms.room_records import in_room, is_open, opened, opened_rooms, records_of
from search_app.site_library import site_library
from search_app.state import SearchState

Answer = str | AnyResponse | tuple[str, int]
#: Field or detail → its values as typed.
Typed = dict[str, tuple[str, ...]]

#: Fields of any notice that the form has, before and after the details of the room.
BEFORE = ("title", "abstract")
AFTER = ("themes", "programmes", "places", "audience", "access", "status", "embargo")
LONG = frozenset({"abstract"})
#: Documents a new record begins with, as addresses or codes.
DOCUMENTS = "d"
#: Characters of a file's name, and of the title made of a question.
LONGEST_NAME, LONGEST_TITLE = 60, 120


@dataclass(frozen=True, slots=True)
class RoomBox:
    """One field of the form; one of several values has a line for each."""

    name: str
    label: str
    value: str
    long: bool
    several: bool
    required: bool
    hint: str
    options: tuple[tuple[str, str], ...]
    suggestions: tuple[tuple[str, str], ...]
    error: str


@blueprint.get("/rubriques", endpoint="rooms")
@wants(Role.LIBRARIAN)
def rooms() -> str:
    """The rooms that are open, each with its records."""
    listed = [(room, records_of(in_room(room.name))) for room in opened_rooms() if room.details]
    observes = any(each.name == TERRITORIES for each in opened_rooms())
    return render_template("desk/rooms.html", rooms=listed, record_url=record_url, observes=observes)


@blueprint.get("/rubriques/<name>/nouveau", endpoint="new_room_record")
@wants(Role.LIBRARIAN)
def new(name: str) -> str:
    """An empty form, or one that begins with documents somebody chose."""
    room = _room(name)
    chosen = "\n".join(each for given in request.args.getlist(DOCUMENTS) for each in given.split(","))
    if letter := _letter(room):
        return _form(room, _empty(room), NoticeText(None, {}), typed=letter)
    listed = next((each for each in room.details if DETAILS[each].form is Form.RECORD), "")
    typed = {listed: tuple(chosen.split())} if chosen and listed else {}
    return _form(room, _empty(room), NoticeText(None, {}), typed=typed)


@blueprint.post("/rubriques/<name>/nouveau", endpoint="add_room_record")
@wants(Role.LIBRARIAN)
def add(name: str) -> Answer:
    """Write a new record."""
    room = _room(name)
    typed = _typed(room)
    record = new_record(room.name, "".join(typed.get("title", ())))
    return _save(room, record, NoticeText(None, {}), typed, born(record))


def new_record(room: str, title: str) -> Record:
    """A record of a room that is about to be written; its folder is there.

    Its identifier is drawn: nobody finds out by guessing a title whether the centre has such a record.
    """
    (site_library().library.corpus / room).mkdir(exist_ok=True)
    file = f"{room}/{_file_name(title)}-{secrets.token_hex(4)}"
    return Record(secrets.token_hex(12), title, room=room, file=file)


def born(record: Record) -> dict[str, Value]:
    """What the notice of a new record says, whatever else was typed.

    Its title among it: it is the record's own from the first, so nothing would tell it from one unchanged.
    """
    return {"title": record.title, "room": record.room, "identifier": record.identifier}


@blueprint.get("/rubriques/<name>/<identifier>", endpoint="room_record")
@wants(Role.LIBRARIAN)
def edit(name: str, identifier: str) -> str:
    """The form of one record, filled with what stands."""
    room, record = _room(name), own_record(identifier)
    return _form(room, record, notices().standing(record.file))


@blueprint.post("/rubriques/<name>/<identifier>", endpoint="save_room_record")
@wants(Role.LIBRARIAN)
def save(name: str, identifier: str) -> Answer:
    """Write what was changed."""
    room, record = _room(name), own_record(identifier)
    return _save(room, record, notices().standing(record.file), _typed(room), {})


@blueprint.post("/rubriques/questions/<identifier>/publier", endpoint="publish_answer")
@wants(Role.LIBRARIAN)
def publish_answer(identifier: str) -> Answer:
    """Let everybody read a question with its answer; who asked stays at the desk."""
    _room(QUESTIONS)
    record = own_record(identifier)
    if record.room != QUESTIONS:
        abort(404)
    decided: dict[str, Value | None] = {
        "state": "answered", "answered": today().isoformat(), "access": "public", "status": "published",
    }  # fmt: skip
    notices().write([Edit(record, decided)], by=person().name)
    return redirect(url_for("desk.rooms", fait="enregistre"))


def _dossier_of(record: Record) -> str:
    """Where the documents of an answer become a dossier; empty where that cannot be."""
    named = [each.partition(" ")[0] for each in record.said("answer")]
    if not named or not is_open(DOSSIERS):
        return ""
    return url_for("desk.new_room_record", name=DOSSIERS, d=",".join(named))


def _letter(room: Room) -> Typed:
    """What a visitor asked, as the beginning of an answer; nothing of who asked ever stands in an address."""
    number = request.args.get("lettre", 0, type=int)
    letters = Inbox(site_library().library.state).letters() if number and room.name == QUESTIONS else []
    letter = next((each for each in letters if each.number == number), None)
    if letter is None:
        return {}
    first = letter.text.split("\n")[0]
    return {
        "title": (first[:LONGEST_TITLE],),
        "abstract": (letter.text,),
        "state": ("received",),
        "asker": tuple(filter(None, (letter.name,))),
        "asker_mail": tuple(filter(None, (letter.email,))),
        "access": ("internal",),
    }


def _save(room: Room, record: Record, standing: NoticeText, typed: Typed, more: dict[str, Value]) -> Answer:
    changed = {name: each for name, each in typed.items() if each != _stands(record, standing, name)}
    values = {name: _value(name, each) for name, each in changed.items()}
    if standing.text is None and not typed.get("title"):
        values["title"] = ""
    errors = notices().check(values)
    if errors:
        return _form(room, record, standing, typed=typed, errors=errors), 400
    try:
        meant = notices().meant(values)
        if errors := _out_of_order(room, {**standing.values, **meant}):
            return _form(room, record, standing, typed=typed, errors=errors), 400
        decided: dict[str, Value | None] = {**meant, **more}
        if decided:
            version = None if standing.text is None else request.form.get("version")
            notices().write([Edit(record, decided, version)], by=person().name)
    except (NoticeError, StaleNoticeError) as error:
        return _form(room, record, standing, typed=typed, message=str(error)), 400
    return redirect(url_for("desk.rooms", fait="enregistre"))


def _out_of_order(room: Room, values: Mapping[str, Value]) -> dict[str, str]:
    """What the days of an event lack: without the first no agenda shows it; none ends before it begins."""
    begins, ends = str(values.get(BEGINS, "")), str(values.get(ENDS, ""))
    if room.name != AGENDA:
        return {}
    if not begins:
        never = _("Un événement a toujours un jour : sans lui, aucun agenda ne le montre. Écrivez-le.")
        return {BEGINS: never}
    late = _("L'événement finirait avant de commencer. Corrigez l'un des deux jours.")
    return {} if in_order(begins, ends) else {ENDS: late}


def _form(
    room: Room,
    record: Record,
    standing: NoticeText,
    *,
    typed: Typed | None = None,
    errors: dict[str, str] | None = None,
    message: str = "",
) -> str:
    held = {name: (typed or {}).get(name, _stands(record, standing, name)) for name in _order(room)}
    return render_template(
        "desk/room_record.html",
        room=room,
        record=record,
        version=standing.version,
        boxes=[_box(name, held[name], (errors or {}).get(name, "")) for name in _order(room)],
        errors=errors or {},
        message=message or standing.error,
        dossier=_dossier_of(record),
        back="" if standing.text is None else record_url(record.identifier),
        naming=search_url(SearchState(" ".join(record.title.replace(",", " ").split()))),
    )


def _box(name: str, values: tuple[str, ...], error: str) -> RoomBox:
    detail = DETAILS.get(name)
    several = detail.repeated if detail else BY_NAME[name].repeated
    return RoomBox(
        name=name,
        label=_(detail.label if detail else BY_NAME[name].label),
        value="\n".join(values),
        long=several or name in LONG or (detail is not None and detail.form is Form.TEXT),
        several=several,
        required=name == "title",
        hint=_hint(detail, several=several),
        options=_options(name, detail),
        suggestions=() if detail or several else suggestions(name) if name in BY_NAME else (),
        error=error,
    )


def _hint(detail: DetailField | None, *, several: bool) -> str:
    said = [_(detail.hint)] if detail and detail.hint else []
    return ". ".join([*said, _("Une ligne pour chacun")] if several else said)


def _options(name: str, detail: DetailField | None) -> tuple[tuple[str, str], ...]:
    if detail is None:
        return options(name) if not BY_NAME[name].repeated else ()
    return (("", "—"), *((value, _(label)) for value, label in detail.choices)) if detail.choices else ()


def _stands(record: Record, standing: NoticeText, name: str) -> tuple[str, ...]:
    if name in DETAILS:
        value = standing.values.get(name, ())
        return tuple(filter(None, (value,) if isinstance(value, str) else value))
    return shown(record, standing, name)


def _typed(room: Room) -> Typed:
    """What the form sent; a field it does not have is left alone."""
    return {name: tuple(_lines(name)) for name in _order(room) if name in request.form}


def _lines(name: str) -> list[str]:
    text = request.form.get(name, "").replace("\r\n", "\n").strip()
    detail = DETAILS.get(name)
    several = detail.repeated if detail else BY_NAME[name].repeated
    return [each for line in (text.split("\n") if several else [text]) if (each := line.strip())]


def _value(name: str, values: tuple[str, ...]) -> Value:
    detail = DETAILS.get(name)
    several = detail.repeated if detail else BY_NAME[name].repeated
    return values if several else next(iter(values), "")


def _order(room: Room) -> tuple[str, ...]:
    return (*BEFORE, *room.details, *AFTER)


def _room(name: str) -> Room:
    room = opened(name) if name in ROOMS else None
    if room is None or not room.details:
        abort(404)
    return room


def _empty(room: Room) -> Record:
    return Record("", "", room=room.name)


def _file_name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-") or "notice"
