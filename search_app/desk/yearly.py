"""The centre's own activity of a year, as the tables of its annual report."""

from collections import Counter
from collections.abc import Iterator

from catalogue.record import Record
from catalogue.rights import STAFF_READER
from catalogue.rooms import AGENDA, QUESTIONS
from desk.activity import Use
from desk.history import Act
from exchange.reports.blocks import Block, Heading, Paragraph, Report, Table
from search_app.activity import activity
from search_app.desk.corpus import history
from search_app.desk.evaluations import evaluations, mean_text
from search_app.language import N_, _, current
from search_app.pages.labels import value_label
from search_app.presented import named
from search_app.rooms.evaluation import STATEMENT_TEXTS
from search_app.site_library import catalogue

USES = {
    Use.SEARCH: N_("Recherches"),
    Use.NOTHING: N_("dont sans résultat"),
    Use.NOTICE: N_("Notices consultées"),
    Use.PAGE: N_("Pages lues en ligne"),
    Use.DOWNLOAD: N_("Documents téléchargés"),
    Use.EXPORT: N_("Références emportées"),
}
#: Themes told.
MOST = 12


def years() -> tuple[int, ...]:
    """The years there is something to say about, newest first."""
    arrived = {int(each[:4]) for each in _arrivals().values()}
    return tuple(sorted(arrived | set(activity().years()), reverse=True))


def yearly(year: int) -> Report:
    """The report of one year."""
    return Report(
        title=_("Activité %(year)s") % {"year": year},
        subtitle=named("centre_name") or named("name"),
        language=current(),
        day=f"{year}-12-31",
        author=named("centre_name") or named("name"),
        blocks=(*_fonds(year), *_desk(year), *_rooms(year), *_site(year)),
    )


def _arrivals() -> dict[str, str]:
    """Record → the day it came."""
    log = catalogue().log
    return {entry.identifier: entry.datestamp[:10] for entry in log.entries() if entry.record is not None}


def _fonds(year: int) -> list[Block]:
    arrived = {each for each, day in _arrivals().items() if day.startswith(str(year))}
    records = [each for each in catalogue().records(STAFF_READER) if each.identifier in arrived]
    documents = [each for each in records if not each.room]
    themes = Counter(theme for each in documents for theme in each.themes).most_common(MOST)
    rows = ((_("Documents entrés ou changés dans l'année"), str(len(documents))),
            (_("dont relus par une personne"), str(sum(not each.unread for each in documents))))  # fmt: skip
    found: list[Block] = [Heading(_("Le fonds")), Table(_("Documents"), (_("Mesure"), _("Nombre")), rows)]
    if themes:
        told = tuple((value_label("theme", theme), str(count)) for theme, count in themes)
        found.append(Table(_("Par thème"), (_("Thème"), _("Documents")), told))
    return found


def _desk(year: int) -> list[Block]:
    acts = Counter(each.kind for each in history().steps(100_000) if each.date.startswith(str(year)))
    rows = ((_("Corrections"), str(acts[Act.EDIT] + acts[Act.BULK])),
            (_("Vérifications"), str(acts[Act.REVIEW])),
            (_("Publications"), str(acts[Act.PUBLISH])))  # fmt: skip
    return [Table(_("À l'atelier"), (_("Mesure"), _("Nombre")), rows)]


def _rooms(year: int) -> list[Block]:
    records = list(catalogue().records(STAFF_READER))
    events = _dated(records, AGENDA, "begins", year)
    people = sum(int(each) for record in events for each in record.said("attendance"))
    sheets = evaluations().counts()
    answered = _dated(records, QUESTIONS, "answered", year)
    rows = ((_("Événements"), str(len(events))), (_("Participants comptés"), str(people)),
            (_("Fiches d'évaluation"), str(sum(sheets[each.identifier] for each in events))),
            (_("Questions répondues"), str(len(answered))))  # fmt: skip
    listed = tuple((each.title, "".join(each.said("attendance")) or "—") for each in events)
    found: list[Block] = [
        Heading(_("Rencontres et questions")),
        Table(_("Dans l'année"), (_("Mesure"), _("Nombre")), rows),
    ]
    if listed:
        found.append(Table(_("Événements"), (_("Titre"), _("Participants comptés")), listed))
    return [*found, *_evaluations([each for each in events if sheets[each.identifier]], sheets)]


def _evaluations(events: list[Record], sheets: Counter[str]) -> Iterator[Block]:
    """What those who came said of the year's events."""
    if events:
        handed = tuple((each.title, str(sheets[each.identifier])) for each in events)
        yield Table(_("Fiches d'évaluation par événement"), (_("Titre"), _("Fiches")), handed)
        said = evaluations().opinions(each.identifier for each in events)
        means = tuple((_(STATEMENT_TEXTS[each.statement]), mean_text(each.mean)) for each in said)
        yield Table(
            _("Avis moyen, de 1 (pas du tout) à 4 (tout à fait)"), (_("Question"), _("Moyenne")), means
        )


def _dated(records: list[Record], room: str, detail: str, year: int) -> list[Record]:
    return [each for each in records
            if each.room == room and "".join(each.said(detail)).startswith(str(year))]  # fmt: skip


def _site(year: int) -> list[Block]:
    used = activity().of(year)
    rows = tuple((_(name), str(used.get(use, 0))) for use, name in USES.items())
    how = _(
        "Comptés par jour et par sorte de page, sans cookie ni adresse ; les programmes qui se nomment "
        "et les personnes de l'atelier n'y sont pas."
    )
    return [Heading(_("Le site")), Table(_("Visiteurs"), (_("Mesure"), _("Nombre")), rows), Paragraph(how)]
