"""The pages of the rooms; that of one record is its notice."""

from flask import Response, render_template, request

from catalogue.document_formats import DOCX, ODT, PDF
from catalogue.errors import UnknownRecordError
from catalogue.rooms import ACTORS, AGENDA, DOSSIERS, EXPERIENCES, QUESTIONS, RUBRICS, STOCKTAKE
from exchange.reports import open_document, portable_document, word
from exchange.reports.blocks import Heading, Paragraph, Report
from search_app.caching import revalidated
from search_app.language import _, current
from search_app.pages.addresses import address
from search_app.pages.labels import RUBRIC_LABELS
from search_app.pages.links import Link, search_url
from search_app.pages.selection import asked_selection
from search_app.permanent import record_of
from search_app.presented import named
from search_app.rooms.actors import actors_of, actors_page, cards_of, table_of
from search_app.rooms.agenda import agenda_page, calendar_of, events_of
from search_app.rooms.blueprint import blueprint, file
from search_app.rooms.dossiers import dossier_lines, dossier_report
from search_app.rooms.event import event_of
from search_app.rooms.experiences import ASKED, compared_sheets, experiences_page
from search_app.rooms.indicators import indicators_link
from search_app.rooms.questions import questions_page
from search_app.rooms.room_records import opened
from search_app.rooms.stocktake import stocktake
from search_app.search import asked_state

CALENDAR = "text/calendar; charset=utf-8"


@blueprint.get("/agenda")
@revalidated
def agenda() -> str:
    """Events to come and past."""
    opened(AGENDA)
    return render_template("rooms/agenda.html", page=agenda_page(asked_state()[0]))


@blueprint.get("/agenda.ics")
@revalidated
def agenda_ics() -> Response:
    """The same for calendars, which ask again by themselves."""
    opened(AGENDA)
    events = events_of(asked_state()[0])
    title = _("%(site)s : agenda") % {"site": named("name")}
    return Response(calendar_of(events, title), content_type=CALENDAR)


@blueprint.get("/agenda/<identifier>.ics")
@revalidated
def event_ics(identifier: str) -> Response:
    """One event by its short code, to be put into a calendar."""
    opened(AGENDA)
    record = event_of(identifier)
    return Response(calendar_of([record], record.title), content_type=CALENDAR)


@blueprint.get("/dossiers")
@revalidated
def dossiers() -> str:
    """All dossiers."""
    opened(DOSSIERS)
    return render_template("rooms/dossiers.html", lines=dossier_lines())


@blueprint.get("/dossiers/<identifier>.odt")
@revalidated
def dossier_odt(identifier: str) -> Response:
    """One dossier by its short code, to be printed or worked on."""
    opened(DOSSIERS)
    record = record_of(identifier)
    if record.room != DOSSIERS:
        raise UnknownRecordError(_("Cette adresse ne mène à aucun dossier."))
    return file(open_document.write(dossier_report(record)), ODT, "dossier.odt")


@blueprint.get("/experiences")
@revalidated
def experiences() -> str:
    """Practice sheets."""
    opened(EXPERIENCES)
    typed = {key: request.args.get(key, "").strip()[:200] for key in ASKED}
    return render_template("rooms/experiences.html", page=experiences_page(asked_state()[0], typed))


@blueprint.get("/experiences/comparer")
@revalidated
def compare() -> str:
    """Some of them side by side."""
    opened(EXPERIENCES)
    return render_template(
        "rooms/compared.html", page=compared_sheets(asked_selection(request.args.getlist("d")))
    )


@blueprint.get("/experiences/modele.<identifier>")
def sheet_template(identifier: str) -> Response:
    """A sheet to fill in and send back."""
    opened(EXPERIENCES)
    title, headings = _("Fiche d'expérience"), tuple(_(RUBRIC_LABELS[name]) for name in RUBRICS)
    if identifier == "docx":
        return file(word.template(title, headings), DOCX, "fiche-experience.docx")
    if identifier != "odt":
        raise UnknownRecordError(_("Le modèle existe en Word (docx) et en OpenDocument (odt)."))
    blocks = tuple(each for name in headings for each in (Heading(name), Paragraph("")))
    report = Report(title, "", current(), "1980-01-01", "", blocks)
    return file(open_document.write(report), ODT, "fiche-experience.odt")


@blueprint.get("/questions")
@revalidated
def questions() -> str:
    """Questions that the centre has answered for everybody, and the way to ask one."""
    opened(QUESTIONS)
    return render_template("rooms/questions.html", page=questions_page(asked_state()[0].text))


@blueprint.get("/acteurs", endpoint="acteurs")
@revalidated
def actors() -> str:
    """Who works on what, where."""
    opened(ACTORS)
    return render_template("rooms/actors.html", page=actors_page(asked_state()[0]))


@blueprint.get("/acteurs.csv")
@revalidated
def actors_csv() -> Response:
    """The same for a spreadsheet."""
    opened(ACTORS)
    return file(table_of(actors_of(asked_state()[0])), "text/csv", "acteurs.csv")


@blueprint.get("/acteurs.vcf")
@revalidated
def actors_vcf() -> Response:
    """The same for an address book."""
    opened(ACTORS)
    return file(cards_of(actors_of(asked_state()[0])), "text/vcard", "acteurs.vcf")


@blueprint.get("/etat-des-lieux", endpoint="etat-des-lieux")
@revalidated
def stocktakes() -> str:
    """What the library holds on a search, to be read here; without a search, how to ask for one."""
    opened(STOCKTAKE)
    state, _problems = asked_state()
    asked = bool(state.text or state.narrowed or "q" in request.args)
    return render_template(
        "rooms/stocktake.html",
        report=stocktake(state) if asked else None,
        text=state.text,
        files=(
            Link(_("OpenDocument (LibreOffice, Word)"), address("rooms.stocktake_odt", state.pairs())),
            Link(_("PDF accessible"), address("rooms.stocktake_pdf", state.pairs())),
        ),
        search=search_url(state),
        figures=indicators_link(state) if asked else None,
    )


@blueprint.get("/etat-des-lieux.odt")
@revalidated
def stocktake_odt() -> Response:
    """The same to be worked on."""
    opened(STOCKTAKE)
    return file(open_document.write(stocktake(asked_state()[0])), ODT, "etat-des-lieux.odt")


@blueprint.get("/etat-des-lieux.pdf")
@revalidated
def stocktake_pdf() -> Response:
    """The same to be handed out."""
    opened(STOCKTAKE)
    return file(portable_document.write(stocktake(asked_state()[0])), PDF, "etat-des-lieux.pdf")
