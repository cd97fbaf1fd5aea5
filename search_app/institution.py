"""The centre's own pages: who it is, how to write to it, what the law wants said; its colours and logo."""

import re
from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.presentation import FOLDER, SitePage
from desk.flood import TooManyMessagesError
from desk.inbox import Inbox
from search_app.caching import STATIC_AGE, revalidated
from search_app.desk.identity import without_token
from search_app.language import _, counted
from search_app.pages.contact import TRAP, ContactForm, contact_form, letter_of
from search_app.pages.house_colours import house_colours
from search_app.pages.institution import institution_page
from search_app.site_library import site_library
from search_app.visitor import visitor

blueprint = Blueprint("institution", __name__)

_COLOUR = re.compile(r"[0-9a-f]{6}")
_LOGO = re.compile(r"[0-9a-f]{16}")
#: A house colour and a logo are addressed by what they are, and kept for as long.
_FOR_EVER = f"public, max-age={STATIC_AGE}, immutable"


@blueprint.get("/a-propos")
@revalidated
def about() -> str:
    """What the centre is, in its own words."""
    return _page(SitePage.ABOUT)


@blueprint.get("/mentions-legales")
@revalidated
def legal() -> str:
    """Who is behind the site."""
    return _page(SitePage.LEGAL)


@blueprint.get("/donnees-personnelles")
@revalidated
def privacy() -> str:
    """What the site keeps of whom."""
    return _page(SitePage.PRIVACY)


@blueprint.get("/accessibilite")
@revalidated
def accessibility() -> str:
    """The declaration every public site owes; without an audit it can only say so."""
    return _page(SitePage.ACCESSIBILITY)


@blueprint.get("/contact")
def contact() -> str:
    """How to reach the centre, and a form that reaches its desk."""
    return _contact(contact_form(request.args), sent="envoye" in request.args)


@blueprint.post("/contact")
@without_token
def write() -> str | AnyResponse | tuple[str, int]:
    """Keep a message for the desk. Nothing is done in anybody's name, so no session is opened for it."""
    form = contact_form(request.form, sending=True)
    letter, errors = letter_of(form)
    if errors:
        return _contact(replace(form, errors=errors)), 400
    if not request.form.get(TRAP):
        try:
            Inbox(site_library().library.state).receive(letter, visitor())
        except TooManyMessagesError as error:
            minutes = counted("%(num)s minute", "%(num)s minutes", -(-error.wait_s // 60))
            told = _(
                "Trop de messages en peu de temps : le vôtre n'est pas parti. Renvoyez-le dans %(time)s."
            )
            return _contact(replace(form, errors={"": told % {"time": minutes}})), error.http_status
    return redirect(url_for("institution.contact", envoye="1"))


@blueprint.get("/couleurs/<colour>.css")
def colours(colour: str) -> Response:
    """The house colour as a style sheet; a function of its address alone."""
    if not _COLOUR.fullmatch(colour):
        abort(404)
    answer = Response(house_colours(f"#{colour}").css, content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = _FOR_EVER
    return answer


@blueprint.get("/logo/<digest>.webp")
def logo(digest: str) -> Response:
    """A logo that the desk made."""
    if not _LOGO.fullmatch(digest):
        abort(404)
    file = site_library().library.folder / FOLDER / f"logo-{digest}.webp"
    try:
        answer = Response(file.read_bytes(), content_type="image/webp")
    except OSError:
        abort(404)
    answer.headers["Cache-Control"] = _FOR_EVER
    return answer


def _contact(form: ContactForm, *, sent: bool = False) -> str:
    page = institution_page(SitePage.CONTACT)
    return render_template("institution/contact.html", page=page, form=form, sent=sent)


def _page(page: SitePage) -> str:
    return render_template(f"institution/{page.value}.html", page=institution_page(page))
