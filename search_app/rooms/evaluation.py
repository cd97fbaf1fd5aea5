"""The evaluation sheet of an event: its questions in words, on line, on paper and at the desk alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.record import Record
from catalogue.short_code import short_code
from desk.evaluations import LEVELS, LONGEST, REMARKS, STATEMENTS, Evaluation
from search_app.language import N_, _
from search_app.pages.addresses import address
from search_app.pages.contact import TRAP
from search_app.pages.links import Link, absolute, record_url
from search_app.pages.titles import shown_title
from search_app.rooms.part import moment_text

STATEMENT_TEXTS = {
    "contents": N_("Le contenu répondait à ce que j'attendais."),
    "speakers": N_("Les interventions étaient claires."),
    "exchanges": N_("Les échanges entre participants étaient utiles."),
    "organisation": N_("L'accueil, le lieu et les horaires convenaient."),
    "useful": N_("Ce que j'ai appris me servira dans mon travail."),
}
LEVEL_TEXTS = {1: N_("Pas du tout"), 2: N_("Plutôt non"), 3: N_("Plutôt oui"), 4: N_("Tout à fait")}
REMARK_TEXTS = {
    "kept": N_("Ce que vous en retenez"),
    "better": N_("Ce qui aurait pu être mieux"),
    "next": N_("Ce dont vous aimeriez parler une prochaine fois"),
}


@dataclass(frozen=True, slots=True)
class EvaluationForm:
    """All that `rooms/evaluation.html` and `rooms/evaluation_sheet.html` print."""

    event: Link
    when: str
    venue: str
    #: Name, text, level chosen.
    statements: tuple[tuple[str, str, int], ...]
    levels: tuple[tuple[int, str], ...]
    #: Name, text, what was typed.
    remarks: tuple[tuple[str, str, str], ...]
    #: The form on line, in full, for paper; the sheet on paper.
    online: str
    sheet: str
    longest: int = LONGEST
    trap: str = TRAP


def evaluation_form(event: Record, typed: Evaluation | None = None) -> EvaluationForm:
    """The questions on one event, with what was answered when it could not be kept."""
    said, code = typed or Evaluation(), short_code(event.identifier)
    return EvaluationForm(
        event=Link(shown_title(event), record_url(event.identifier)),
        when=moment_text(event.said("begins")[0]),
        venue=", ".join(event.said("venue")),
        statements=tuple((name, _(STATEMENT_TEXTS[name]), said.levels.get(name, 0)) for name in STATEMENTS),
        levels=tuple((level, _(LEVEL_TEXTS[level])) for level in LEVELS),
        remarks=tuple((name, _(REMARK_TEXTS[name]), said.remarks.get(name, "")) for name in REMARKS),
        online=absolute(address("rooms.evaluation", identifier=code)),
        sheet=address("rooms.evaluation_sheet", identifier=code),
    )


def evaluation_of(form: Mapping[str, str]) -> Evaluation:
    """What a form says; levels there are not are left out."""
    levels = {name: int(form.get(name, "")) for name in STATEMENTS if form.get(name, "") in map(str, LEVELS)}
    remarks = {name: form.get(name, "").replace("\r\n", "\n")[:LONGEST] for name in REMARKS}
    return Evaluation(levels, remarks)
