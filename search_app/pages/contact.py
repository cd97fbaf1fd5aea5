"""The forms of `/contact`: what was typed, judged, and what is said of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.errors import CatalogueError
from catalogue.record import Record
from desk.inbox import LONGEST_LINE, LONGEST_TEXT, Letter, Subject
from search_app.language import N_, _
from search_app.pages.links import Link, record_url
from search_app.site_library import catalogue, reader

#: Subject → what one chooses.
SUBJECTS = {
    Subject.QUESTION: N_("Poser une question"),
    Subject.ERROR: N_("Signaler une erreur dans une notice"),
    Subject.DOCUMENT: N_("Proposer un document"),
}
#: Name of a box that people do not see and programs fill in.
TRAP = "site"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class ContactForm:
    """All that the form prints."""

    subject: Subject
    subjects: tuple[tuple[str, str], ...]
    #: The notice written about; None for none.
    record: Link | None
    identifier: str
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    longest_text: int = LONGEST_TEXT
    longest_line: int = LONGEST_LINE
    trap: str = TRAP


def contact_form(asked: Mapping[str, str], *, sending: bool = False) -> ContactForm:
    """The form as an address asks for it, or with what was typed when it is being sent.

    Raises UnknownRecordError for a notice this reader may not see; one that goes while somebody writes about
    it does not take the message with it.
    """
    record = _record(asked.get("notice", ""), sending=sending)
    wanted = asked.get("objet", "")
    subject = Subject(wanted) if wanted in set(Subject) else Subject.QUESTION
    return ContactForm(
        subject=subject,
        subjects=tuple((each.value, _(label)) for each, label in SUBJECTS.items()),
        record=Link(record.title, record_url(record.identifier)) if record else None,
        identifier=record.identifier if record else "",
        typed={name: asked.get(name, "")[:LONGEST_TEXT] for name in ("text", "name", "email", "address")},
        errors={},
    )


def letter_of(form: ContactForm) -> tuple[Letter, dict[str, str]]:
    """The message, and what keeps it from being sent, by field."""
    typed = {name: value.replace("\r\n", "\n").strip() for name, value in form.typed.items()}
    errors = {}
    if not typed["text"]:
        errors["text"] = _("Écrivez votre message.")
    if typed["email"] and not _EMAIL.fullmatch(typed["email"]):
        errors["email"] = _("Cette adresse ne se lit pas. Écrivez-la comme nom@exemple.fr, ou laissez vide.")
    return Letter(
        subject=form.subject,
        text=typed["text"],
        name=typed["name"],
        email=typed["email"],
        about=form.identifier or typed["address"],
        title=form.record.text if form.record else "",
    ), errors


def _record(identifier: str, *, sending: bool) -> Record | None:
    """The record that a visitor writes about."""
    try:
        return catalogue().record(identifier, reader()) if identifier else None
    except CatalogueError:
        if not sending:
            raise
        return None
