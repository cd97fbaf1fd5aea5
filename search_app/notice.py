"""Records: the notice, its pages with their images, its JSON twin and the document itself.

The themes and programmes that describe records have each a page of their own.
"""

import re
import unicodedata

from flask import Blueprint, Response, jsonify, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.document_formats import BY_MEDIA_TYPE, PDF
from catalogue.errors import TOLD, FileMissingError, UnknownRecordError
from catalogue.record import Record, TextSource
from exchange.objects import record_object
from search.query import MAX_PAGE, Query
from search_app.caching import IMAGE_AGE, revalidated
from search_app.language import _
from search_app.page_images.page_image import PAGE, THUMBNAIL, PageImageError
from search_app.page_images.page_words import Layout
from search_app.pages.concepts import concept_page
from search_app.pages.drawn_cover import drawn_cover
from search_app.pages.labels import has_cover, has_images
from search_app.pages.links import RANK, page_url
from search_app.pages.notice import notice_page
from search_app.pages.page_view import page_view
from search_app.pages.reading import Reading
from search_app.pages.ways import value_url
from search_app.search import known
from search_app.site_library import catalogue, reader, site_library
from search_app.state import SearchState, read_state

blueprint = Blueprint("notice", __name__)

#: What a browser may show itself; anything else could run as a page of this site, so it is saved instead.
INLINE = {PDF: PDF, "image/png": "image/png", "image/jpeg": "image/jpeg", "text/plain": "text/plain"}
#: A document is no part of the site: whatever it holds, it can reach nothing.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
#: Seconds a cover drawn from the text is kept.
COVER_AGE = 300
#: What stands for a page that cannot be drawn, in the shape of one.
BLANK_SHEET = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 113"><path d="M0 0h80v113H0z" fill="#f3f0e8"/>'
    '<path d="M14 20h52M14 32h52M14 44h52M14 56h34" stroke="#c9c2b2" stroke-width="4"/></svg>'
)
#: Longest file name handed to a browser, without its ending.
NAME_LENGTH = 120
#: Directions of writing that could make `exe.pdf` of `fdp.exe`.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@blueprint.get("/notice/<identifier>")
@revalidated
def show(identifier: str) -> str:
    """The notice, with where the words of `q` stand in the document."""
    record = _record(identifier)
    state, query = asked_words()
    json = url_for("notice.show_json", identifier=identifier)
    return render_template("notice.html", page=notice_page(record, state, query, json))


@blueprint.get("/notice/<identifier>.json")
@revalidated
def show_json(identifier: str) -> Response:
    """The notice for programs."""
    return jsonify(record_object(_record(identifier)))


@blueprint.get("/notice/<identifier>/page/<int:number>")
@revalidated
def page(identifier: str, number: int) -> str | AnyResponse:
    """One page: its image where there is one, its text, and the way to the next hit."""
    record = _record(identifier)
    state, query = asked_words()
    text = catalogue().page(record, number)
    if text is None:
        if 0 < record.pages < number:
            return redirect(page_url(identifier, record.pages, state))
        raise UnknownRecordError(_("Ce document n'a pas de page %(number)s.") % {"number": number})
    reading = Reading.of(request.args)
    seen = bool(state.text) and text.source is TextSource.OCR
    layout = _layout(record, number, seen=seen) if reading.image else None
    occurrence = max(1, request.args.get("occ", 1, type=int))
    view = page_view(record, text, state, query, layout, reading, occurrence)
    return render_template("page.html", page=view)


@blueprint.get("/notice/<identifier>/page")
def page_asked(identifier: str) -> AnyResponse:
    """The page whose number somebody typed, or the nearest there is."""
    record = _record(identifier)
    state, _query = asked_words()
    number = min(max(1, request.args.get("n", 1, type=int)), max(1, record.pages))
    return redirect(page_url(identifier, number, state, Reading.of(request.args).pairs))


@blueprint.get("/notice/<identifier>/page/<int:number>/image")
def image(identifier: str, number: int) -> Response:
    """The image of a page in WebP, `largeur` pixels wide."""
    record = _record(identifier)
    width = request.args.get("largeur", PAGE, type=int)
    try:
        content = _image(record, number, width)
    except TOLD:
        if number == 1 and width == THUMBNAIL and has_cover(record):
            return _drawn_cover(record)
        # An address typed by a person gets the sentence, an `<img>` gets a blank sheet to show.
        if "text/html" in request.accept_mimetypes.values():
            raise
        return Response(BLANK_SHEET, 404, mimetype="image/svg+xml")
    answer = Response(content, mimetype="image/webp")
    answer.headers["Cache-Control"] = f"public, max-age={IMAGE_AGE}"
    return answer


@blueprint.get("/notice/<identifier>/fichier")
def file(identifier: str) -> Response:
    """The document itself, shown by the browser only where that is safe."""
    record = _record(identifier)
    if not record.sha256 or record.received:
        raise FileMissingError(_("Cette notice décrit un document que le fonds ne possède pas."))
    path = catalogue().file(record)
    shown = INLINE.get(record.format)
    answer = send_file(
        path,
        mimetype=shown or "application/octet-stream",
        as_attachment=shown is None,
        download_name=download_name(record, path.suffix),
        conditional=True,
        etag=record.sha256 or True,
        max_age=0,
    )
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    return answer


@blueprint.get("/theme/<identifier>")
@revalidated
def theme(identifier: str) -> str | AnyResponse:
    """One theme; one that was merged leads to what took its place."""
    return _concept("theme", identifier)


@blueprint.get("/dispositif/<identifier>")
@revalidated
def programme(identifier: str) -> str | AnyResponse:
    """One programme; the same."""
    return _concept("programme", identifier)


def _concept(facet: str, identifier: str) -> str | AnyResponse:
    vocabulary = catalogue().vocabularies.of_facet(facet)
    into = vocabulary.merged.get(identifier) if vocabulary else None
    if into:  # found, not moved for ever: a merge may be taken back
        return redirect(value_url(facet, into))
    return render_template("concept.html", page=concept_page(facet, identifier))


def _drawn_cover(record: Record) -> Response:
    """A first page drawn from the text; asked for again soon, as a true image may be there by then."""
    first = catalogue().page(record, 1)
    answer = Response(drawn_cover(record.title, first.text if first else ""), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = f"public, max-age={COVER_AGE}"
    return answer


def _image(record: Record, number: int, width: int) -> bytes:
    """The image of a page; raises CatalogueError where there is none."""
    content = None
    laid_out = has_images(record) or (number == 1 and has_cover(record))
    if laid_out and 0 < number <= record.pages:
        content = site_library().images.image(catalogue().file(record), record.sha256, number, width)
    if content is None:
        raise PageImageError(_("Cette page n'a pas d'image ; lisez son texte ou ouvrez le document."))
    return content


def download_name(record: Record, suffix: str) -> str:
    """The title as a file name that no system and no header trips over."""
    title = _BIDI.sub("", unicodedata.normalize("NFC", record.title))
    plain = "".join(
        " " if unicodedata.category(each)[0] == "C" or each in '<>:"/\\|?*;' else each for each in title
    )
    name = " ".join(plain.split())[:NAME_LENGTH].strip(" .") or record.identifier
    if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix):
        return name + suffix
    known = BY_MEDIA_TYPE.get(record.format)
    return name + (known.suffixes[0] if known else "")


def _record(identifier: str) -> Record:
    return catalogue().record(identifier, reader())


def asked_words() -> tuple[SearchState, Query]:
    """The words searched before coming here, and the list come from; filters do not matter in a document."""
    asked, _problems = read_state(request.args.items(multi=True), known)
    words = SearchState(asked.text, expand=asked.expand)
    rank = request.args.get(RANK, 0, type=int)
    state = asked.ranked(rank) if 0 < rank <= MAX_PAGE * asked.size else words
    return state, catalogue().query(words, reader(), facets=())


def _layout(record: Record, number: int, *, seen: bool) -> Layout | None:
    """Where the words stand on the page's image; None where it has none, today or ever.

    `seen` where the page is a picture, on which they must be looked for.
    """
    if not has_images(record):
        return None
    try:
        images = site_library().images
        asked = images.seen_layout if seen else images.layout
        return asked(catalogue().file(record), record.sha256, number)
    except TOLD:
        return None
