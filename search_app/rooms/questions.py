"""Questions to the centre: those it has answered for everybody, and the way to ask one (SVP)."""

from dataclasses import dataclass

from catalogue.record import Record
from catalogue.rooms import QUESTIONS, TEXT
from catalogue.vocabulary.labels import fold
from search_app.language import _, counted, date_text
from search_app.pages.addresses import address
from search_app.pages.labels import value_label
from search_app.pages.links import record_url
from search_app.rooms.dossiers import opening
from search_app.rooms.room_records import in_room, records_of


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question that was answered."""

    title: str
    url: str
    opening: str
    answered: str
    themes: tuple[str, ...]
    #: « 3 documents ».
    documents: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All that `rooms/questions.html` prints."""

    text: str
    lines: tuple[QuestionLine, ...]
    ask: str


def questions_page(text: str) -> QuestionsPage:
    """The questions whose words hold those typed, the latest answered first."""
    words = fold(text).split()
    found = [each for each in records_of(in_room(QUESTIONS)) if all(word in _said(each) for word in words)]
    found.sort(key=lambda each: ("".join(each.said("answered")), each.title), reverse=True)
    return QuestionsPage(
        text=text,
        lines=tuple(map(_line, found)),
        ask=address("institution.contact", (("objet", "question"),)),
    )


def _line(record: Record) -> QuestionLine:
    answered = "".join(record.said("answered"))
    documents = len(record.said("answer"))
    return QuestionLine(
        title=record.title,
        url=record_url(record.identifier),
        opening=opening(record.abstract or " ".join(record.said(TEXT))),
        answered=_("Répondu le %(day)s") % {"day": date_text(answered)} if answered else "",
        themes=tuple(value_label("theme", each) for each in record.themes[:3]),
        documents=counted("%(num)s document", "%(num)s documents", documents) if documents else "",
    )


def _said(record: Record) -> str:
    return fold(" ".join((record.title, record.abstract, *record.said(TEXT), *record.keywords)))
