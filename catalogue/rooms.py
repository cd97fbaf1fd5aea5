"""The table of rooms: what a centre keeps around its library, and what is said of each such record.

An event, an actor, a dossier, a question are records like any other: a notice in `corpus/` whose key `room`
names a row of ROOMS. What only such a record says (when, where, to whom one writes) are details, rows of
DETAILS; notices, forms, pages and exports derive from both tables. A centre opens the rooms it wants
(`[site] rooms`); without any, it is a library and nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

#: Rubrics of a practice sheet, in the order in which they are shown; all are optional.
RUBRICS = (
    "context", "aims", "territory", "lead", "partners", "course", "means", "results", "limits", "contact",
)  # fmt: skip

#: What a visitor or a documentalist reads.
Told = NewType("Told", str)


class Form(StrEnum):
    """How a detail is written."""

    LINE = "line"
    #: Several paragraphs, in Markdown.
    TEXT = "text"
    #: `2026-03-12` or `2026-03-12 09:30`, where the centre stands.
    MOMENT = "moment"
    #: `2026-03-12`.
    DAY = "day"
    WEB = "web"
    MAIL = "mail"
    NUMBER = "number"
    #: `identifier` or `identifier page`, and after a bar a word on it: « 3f2a… 12 | Pour commencer ».
    RECORD = "record"
    #: One of the detail's choices.
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class DetailField:
    """One row of the table of details."""

    name: str
    #: What a visitor reads.
    label: str
    form: Form = Form.LINE
    repeated: bool = False
    #: Read by those who work at the desk alone: in no page, search, export or bundle.
    private: bool = False
    #: (value, what a visitor reads).
    choices: tuple[tuple[str, Told], ...] = ()
    #: What helps to write it.
    hint: Told | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """One row of the table of rooms."""

    #: What `room` holds in a notice, `[site] rooms` and addresses.
    name: str
    #: What a visitor reads: of the room, and of one record of it.
    label: str
    one: str
    #: Names of the details its records have, in the order of the form.
    details: tuple[str, ...] = ()
    #: Whether its records stay at the centre, read on the site and copied by nobody, unless they say
    #: `shared`: they speak of persons.
    stays: bool = False


#: Rooms whose records are practice sheets, people and bodies, events, selections, what visitors asked.
EXPERIENCES, ACTORS, AGENDA, DOSSIERS, QUESTIONS = "experiences", "acteurs", "agenda", "dossiers", "questions"
#: Rooms without any: what territories' pages say more, a report of any search, the figures documents state.
TERRITORIES, STOCKTAKE, INDICATORS = "territoires", "etat-des-lieux", "indicateurs"
#: Type of practice sheets, whoever wrote them.
PRACTICE_SHEET = "fiche-experience"
_YES = (("oui", Told("Oui")),)
#: Detail that lets a record of a room that stays be copied by harvesters and bundles.
SHARED = "shared"
#: Details that date an event.
BEGINS, ENDS = "begins", "ends"
#: The text of a record without a document, in Markdown: what is searched, and shown on its page.
TEXT = "text"

# One row a detail.
# fmt: off
_DETAILS = (
    DetailField(TEXT, "Texte", Form.TEXT),
    DetailField(BEGINS, "Début", Form.MOMENT, hint=Told("12 mars 2026, ou 2026-03-12 09:30")),
    DetailField(ENDS, "Fin", Form.MOMENT, hint=Told("12 mars 2026, ou 2026-03-12 09:30")),
    DetailField("venue", "Lieu", hint=Told("Salle, adresse, ville")),
    DetailField("speakers", "Intervenants", repeated=True),
    DetailField("registration", "Inscription", Form.WEB, hint=Told("Adresse du formulaire, ou mailto:…")),
    DetailField("register_by", "Inscription avant le", Form.DAY),
    DetailField("capacity", "Places", Form.NUMBER),
    DetailField("evaluation", "Fiche d'évaluation en ligne", Form.CHOICE, private=True, choices=(
        ("open", Told("Ouverte, sans limite")), ("closed", Told("Fermée"))),
        hint=Told("Sans choix, ouverte du premier jour à trois mois après le dernier")),
    DetailField("attendance", "Participants comptés", Form.NUMBER, private=True),
    DetailField("proceedings", "Comptes rendus et actes", Form.RECORD, repeated=True,
                hint=Told("Adresse ou code court d'un document du fonds")),
    DetailField("entries", "Documents, dans l'ordre", Form.RECORD, repeated=True,
                hint=Told("Adresse ou code court | un mot sur le document")),
    DetailField("answered", "Répondu le", Form.DAY),
    DetailField("state", "État", Form.CHOICE, private=True, choices=(
        ("received", Told("Reçue")), ("working", Told("En cours")),
        ("answered", Told("Répondue")), ("closed", Told("Close")))),
    DetailField("asker", "Demandeur", private=True),
    DetailField("asker_mail", "Courriel du demandeur", Form.MAIL, private=True),
    DetailField("answer", "Documents de la réponse", Form.RECORD, repeated=True),
    DetailField("found_by", "Recherche qui y répond", Form.WEB,
                hint=Told("Adresse d'une recherche de ce site, que chacun refait ou suit")),
    DetailField("person", "Personne", hint=Told("Nom, Prénom ; vide pour un organisme")),
    DetailField("organisation", "Organisme"),
    DetailField("role", "Fonction"),
    DetailField("mail", "Courriel professionnel", Form.MAIL),
    DetailField("phone", "Téléphone professionnel"),
    DetailField("website", "Site", Form.WEB),
    DetailField("address", "Adresse", Form.TEXT),
    DetailField("evidence", "Vu dans", Form.RECORD, repeated=True),
    DetailField("obtained", "Source de ces données", hint=Told("Document, site, la personne elle-même")),
    DetailField("obtained_on", "Recueilli le", Form.DAY),
    DetailField("informed_on", "Personne informée le", Form.DAY, private=True),
    DetailField("verified_on", "Vérifié le", Form.DAY),
    DetailField(SHARED, "Peut être transmis aux autres centres", Form.CHOICE, choices=_YES),
    DetailField("active_on", "Toujours active le", Form.DAY,
                hint=Told("Le jour où quelqu'un l'a vérifié auprès du porteur")),
    DetailField("review_on", "À redemander le", Form.DAY, private=True),
    DetailField("ended_on", "Terminée le", Form.DAY),
    # The rubrics of a practice sheet (`catalogue.rooms.RUBRICS`), where it is written here.
    DetailField("context", "Contexte", Form.TEXT),
    DetailField("aims", "Objectifs", Form.TEXT),
    DetailField("territory", "Territoire", Form.TEXT),
    DetailField("lead", "Porteur", Form.TEXT),
    DetailField("partners", "Partenaires", Form.TEXT),
    DetailField("course", "Déroulement", Form.TEXT),
    DetailField("means", "Moyens", Form.TEXT),
    DetailField("results", "Résultats", Form.TEXT),
    DetailField("limits", "Limites", Form.TEXT),
    DetailField("contact", "Contact", Form.TEXT),
)

ROOMS_TABLE = (
    Room(EXPERIENCES, "Expériences", "Expérience", (*RUBRICS, "active_on", "review_on", "ended_on")),
    Room(TERRITORIES, "Observatoire", "Territoire"),
    Room(ACTORS, "Acteurs", "Acteur", (
        "person", "organisation", "role", "mail", "phone", "website", "address", TEXT, "evidence", "obtained",
        "obtained_on", "informed_on", "verified_on", SHARED), stays=True),
    Room(AGENDA, "Agenda", "Événement", (
        "begins", "ends", "venue", "speakers", "registration", "register_by", "capacity", TEXT,
        "proceedings", "attendance", "evaluation")),
    Room(DOSSIERS, "Dossiers", "Dossier", (TEXT, "entries")),
    Room(QUESTIONS, "Questions", "Question", (
        TEXT, "answer", "found_by", "answered", "state", "asker", "asker_mail"), stays=True),
    Room(STOCKTAKE, "États des lieux", "État des lieux"),
    Room(INDICATORS, "Indicateurs", "Indicateur"),
)
# fmt: on

#: Detail by its name.
DETAILS = {each.name: each for each in _DETAILS}
#: Room by its name.
ROOMS = {each.name: each for each in ROOMS_TABLE}


@dataclass(frozen=True, slots=True)
class Detail:
    """What one record of a room says under one name."""

    name: str
    values: tuple[str, ...]
