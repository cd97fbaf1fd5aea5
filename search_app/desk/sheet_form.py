"""What the form of a sheet says: values typed, proposals answered, and what is to be written of them.

A proposal is answered by its buttons, by what became of its box (another value typed over it refuses it), or
by accepting all that stands. Only proposals the form showed are judged: one that came meanwhile stays asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from catalogue.corrections import Decision
from catalogue.fields import BY_NAME
from catalogue.notice import Value
from catalogue.record import Record
from desk.notices import NoticeText
from desk.review import TITLE, ReviewProposal, decided, judged, proposals
from search_app.desk.choices import options, written
from search_app.desk.editor import touched
from search_app.desk.refusals import answered

#: Names in the form: each proposal shown, before its key the answer, before its field a doubted value ticked.
ASKED, ANSWER, ALSO = "asked", "v-", "also."


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A form that was sent, understood."""

    #: Field → what its boxes hold.
    typed: Mapping[str, tuple[str, ...]]
    #: Key of a proposal → what was answered.
    answers: Mapping[str, Decision]
    #: The fields a person changed, without what they refused, as typed.
    changed: Mapping[str, tuple[str, ...]]
    #: Whether the title was refused and no other written.
    untitled: bool
    #: Whether all that was asked has its answer.
    complete: bool

    def values(self, record: Record, meant: Mapping[str, Value]) -> dict[str, Value | None]:
        """What to write; `meant` is what the changed fields hold as a record does."""
        found = {**decided(record, self.answers), **meant}
        return {name: found[name] for name in self.typed if name in found}


def form_text(field: str, value: str) -> str:
    """A value as its box holds it: labels where one types, values where one chooses."""
    return value if options(field) else written(field, value)


def asked_of(record: Record, standing: NoticeText) -> list[ReviewProposal]:
    """The proposals of fields that no person has decided, in the notice as it stands now."""
    return [each for each in proposals(record) if each.field not in standing.values]


def said_in_form() -> dict[str, Decision]:
    """The answers given by their buttons."""
    found = {}
    for name, value in request.form.items():
        if name.startswith(ANSWER) and value in (Decision.ACCEPTED, Decision.REFUSED):
            found[name.removeprefix(ANSWER)] = Decision(value)
    return found


def typed_values(name: str) -> tuple[str, ...]:
    """What was typed in the boxes of one field, line ends as the system writes them, and what was ticked."""
    found = (each.replace("\r\n", "\n").strip() for each in request.form.getlist(name))
    typed = tuple(each for each in found if each)
    ticked = tuple(filter(None, request.form.getlist(ALSO + name)))
    if not BY_NAME[name].repeated:
        return ticked[:1] or typed
    return tuple(dict.fromkeys((*typed, *ticked)))


def read_form(
    record: Record, standing: NoticeText, order: tuple[str, ...], *, judges: bool, everything: bool
) -> SheetForm:
    """The form that was sent; raises NoticeError for a new term that cannot be made.

    `judges` is whether this person's answers count, as a documentalist's do.
    """
    typed = {name: answered(request.form, name, typed_values(name)) for name in order}
    shown = set(request.form.getlist(ASKED)) if judges else set()
    asked = [each for each in asked_of(record, standing) if each.key in shown]
    text = {each.key: form_text(each.field, each.value) for each in asked}
    holding = {each.key for each in asked if text[each.key] in typed[each.field]}
    given = judged(record, holding, said_in_form(), everything=everything)
    answers = {key: answer for key, answer in given.items() if key in text}
    gone = {(each.field, text[each.key]) for each in asked if answers.get(each.key) is Decision.REFUSED}
    changed = touched(record, standing, typed)
    kept = {
        name: tuple(each for each in values if (name, each) not in gone) for name, values in changed.items()
    }
    return SheetForm(
        typed=typed,
        answers=answers,
        changed=kept,
        untitled=any(field == TITLE for field, _text in gone) and not kept.get(TITLE),
        complete=all(
            each.key in answers or each.field in kept for each in asked_of(record, standing)
        ),
    )  # fmt: skip


def as_value(name: str, typed: tuple[str, ...]) -> Value:
    """What was typed, as a notice holds it."""
    return typed if BY_NAME[name].repeated else next(iter(typed), "")
