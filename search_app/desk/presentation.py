"""The centre's site, set up in the browser: who it is, its colours and logo, its home page and its own pages.

Everything is written to plain files of the library (`site/`), one step of the history at a time; a preview
shows the page with what was typed and writes nothing.
"""

from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import CatalogueError
from catalogue.presentation import (
    LONGEST_LINE,
    LONGEST_LINES,
    LONGEST_TEXT,
    MOST_FEATURED,
    Block,
    Presentation,
    PresentationError,
    SitePage,
)
from desk.accounts import Role
from desk.completeness import lacks
from desk.errors import DeskError
from desk.history import SITE, UNDOABLE
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.chosen import identifier_of
from search_app.desk.identity import person
from search_app.desk.logo import MOST_BYTES, logo_of
from search_app.desk.site_boxes import (
    FIELDS,
    IDENTITY,
    PAGE_FIELDS,
    block_line,
    box,
    files,
    lights,
    page_light,
    public_address,
    standing_or_error,
    standing_presentation,
)
from search_app.language import N_, _, worded
from search_app.pages.home import home_page
from search_app.pages.house_colours import adjusted
from search_app.pages.institution import TITLES, institution_page
from search_app.pages.links import Link, record_url
from search_app.presented import show_instead
from search_app.site_library import catalogue, reader

Answer = str | AnyResponse | tuple[str, int]

_COLOUR_WRONG = N_("Une couleur s'écrit # puis six chiffres ou lettres de a à f : #0f4c5c.")


@blueprint.get("/site", endpoint="site")
@wants(Role.LIBRARIAN)
def overview() -> str:
    """Who the centre is, its home page, its pages, and what was changed lately."""
    return _overview()


@blueprint.post("/site", endpoint="save_site")
@wants(Role.LIBRARIAN, body=lambda: MOST_BYTES + 2**20)
def save() -> Answer:
    """Keep the centre's names, its colour and its logo; or show the home page with them."""
    typed = {name: _line(name) for name in (*IDENTITY, "colour")}
    typed["colour"] = typed["colour"].lower()
    if "no_colour" in request.form:
        typed["colour"] = ""
    try:
        values: dict[str, Any] = {**typed, **_logo()}
        said = replace(standing_presentation(), **values)
        if "apercu" in request.form:
            return _home_with(said)
        files().write(
            values, by=person().name, title=_("Identité du centre"), version=request.form.get("version")
        )
    except ValueError:
        return _overview(typed=typed, error=_(_COLOUR_WRONG)), 400
    except (DeskError, PresentationError) as error:
        return _overview(typed=typed, error=worded(error)), error.http_status
    return redirect(url_for("desk.site", fait="identite"))


@blueprint.post("/site/accueil/bloc", endpoint="move_block")
@wants(Role.LIBRARIAN)
def move_block() -> AnyResponse:
    """Move one part of the home page up or down, show it or leave it out."""
    name, act = request.form.get("block", ""), request.form.get("act", "")
    if name not in set(Block):
        return redirect(url_for("desk.site"))
    block, order = Block(name), list(standing_presentation().blocks)
    if act == "show" and block not in order:
        order.append(block)
    elif act == "hide" and block in order:
        order.remove(block)
    elif act in ("up", "down") and block in order:
        at = order.index(block)
        to = min(max(at + (1 if act == "down" else -1), 0), len(order) - 1)
        order[at], order[to] = order[to], order[at]
    files().write({"blocks": tuple(order)}, by=person().name, title=_("Ordre de l'accueil"))
    return redirect(url_for("desk.site", fait="accueil", _anchor=f"bloc-{name}"))


@blueprint.post("/site/une", endpoint="feature")
@wants(Role.LIBRARIAN)
def feature() -> Answer:
    """Put a document first on the home page, or take it away again."""
    kept = list(standing_presentation().featured)
    asked = _line("document")
    if "remove" in request.form:
        kept = [each for each in kept if each != request.form["remove"]]
    else:
        identifier = identifier_of(asked)
        if not identifier:
            told = _("Aucune notice n'a cette adresse ni ce titre. Copiez l'adresse de sa page.")
            return _overview(error=told, featured_typed=asked), 400
        kept = [identifier, *(each for each in kept if each != identifier)][:MOST_FEATURED]
    files().write({"featured": tuple(kept)}, by=person().name, title=_("À la une"))
    return redirect(url_for("desk.site", fait="une", _anchor="une"))


@blueprint.get("/site/page/<name>", endpoint="site_page")
@wants(Role.LIBRARIAN)
def page(name: str) -> Answer:
    """The form of one page: what it must say, and the centre's own text."""
    return _page_form(name) if name in set(SitePage) else redirect(url_for("desk.site"))


@blueprint.post("/site/page/<name>", endpoint="save_site_page")
@wants(Role.LIBRARIAN, body=lambda: 2**18)
def save_page(name: str) -> Answer:
    """Keep what was typed, or show the page with it."""
    if name not in set(SitePage):
        return redirect(url_for("desk.site"))
    found = SitePage(name)
    typed = {field: _line(field) for field in PAGE_FIELDS[found]}
    text = request.form.get("text", "").replace("\r\n", "\n")[:LONGEST_TEXT]
    try:
        if "apercu" in request.form:
            values: dict[str, Any] = {**typed}
            return _page_with(found, replace(standing_presentation(), **values), text)
        files().write(
            typed,
            {found: text},
            by=person().name,
            title=_(TITLES[found]),
            version=request.form.get("version"),
        )
    except (DeskError, PresentationError) as error:
        return _page_form(name, typed=typed, text=text, error=worded(error)), error.http_status
    return redirect(url_for("desk.site_page", name=name, fait="page"))


@blueprint.post("/site/annuler", endpoint="undo_site")
@wants(Role.LIBRARIAN)
def undo() -> AnyResponse:
    """Take back one step; what somebody wrote over it since stays."""
    _step, kept = files().undo(request.form.get("step", ""), by=person().name)
    return redirect(url_for("desk.site", fait="garde" if kept else "annule", _anchor="pas"))


def _overview(*, typed: dict[str, str] | None = None, error: str = "", featured_typed: str = "") -> str:
    standing, broken = standing_or_error()
    order = list(standing.blocks)
    left_out = [each for each in Block if each not in order]
    colour = (typed or {}).get("colour", standing.colour)
    return render_template(
        "desk/site.html",
        boxes=[box(name, standing, typed) for name in IDENTITY],
        colour=colour,
        adjusted=adjusted(standing.colour) if standing.colour else "",
        logo=bool(standing.logo),
        blocks=[block_line(each, order) for each in (*order, *left_out)],
        featured=_featured(standing),
        featured_typed=featured_typed,
        most_featured=MOST_FEATURED,
        lights=lights(),
        home=url_for("desk.site_page", name=SitePage.HOME.value),
        error=error or broken,
        version=files().version,
        steps=_steps(),
    )


def _page_form(
    name: str, *, typed: dict[str, str] | None = None, text: str | None = None, error: str = ""
) -> str:
    found, (standing, broken) = SitePage(name), standing_or_error()
    wanted = {each.field for each in lacks(found, Presentation(), "", lambda _field: "")}
    return render_template(
        "desk/site_page.html",
        title=_(TITLES[found]),
        name=name,
        boxes=[replace(box(each, standing, typed), wanted=each in wanted) for each in PAGE_FIELDS[found]],
        text=files().text(found) if text is None else text,
        longest=LONGEST_TEXT,
        light=page_light(found),
        public=public_address(found),
        error=error or broken,
        version=files().version,
    )


def _home_with(said: Presentation) -> str:
    """The home page as it would be."""
    show_instead(said, {})
    return render_template("home.html", page=home_page(), preview=True)


def _page_with(page: SitePage, said: Presentation, text: str) -> str:
    """A page as it would be."""
    show_instead(said, {page: text})
    if page is SitePage.HOME:
        return render_template("home.html", page=home_page(), preview=True)
    if page is SitePage.CONTACT:
        from search_app.pages.contact import contact_form

        return render_template(
            "institution/contact.html",
            page=institution_page(page),
            form=contact_form({}),
            sent=False,
            preview=True,
        )
    return render_template(f"institution/{page.value}.html", page=institution_page(page), preview=True)


def _logo() -> dict[str, str]:
    """The logo that was sent, kept beside the files; the one to take away; or nothing new."""
    if "no_logo" in request.form:
        return {"logo": ""}
    sent = request.files.get("logo")
    if sent is None or not sent.filename:
        return {}
    with sent.stream:
        made = logo_of(sent.stream.read(MOST_BYTES + 1))
    # A preview keeps it as well: whoever looks at the page asks for it by its address.
    return {"logo": files().keep_logo(made)}


def _featured(standing: Presentation) -> list[tuple[str, Link]]:
    found = []
    for each in standing.featured:
        try:
            title = catalogue().record(each, reader()).title
        except CatalogueError:
            title = _("Document retiré")
        found.append((each, Link(title, record_url(each))))
    return found


def _steps() -> list[tuple[str, str, str, str, bool]]:
    """What was changed lately: (step, what, who, when, whether it can be taken back)."""
    steps: dict[str, tuple[str, str, str, str, bool]] = {}
    for each in files().history.of(SITE):
        steps.setdefault(each.step, (each.step, each.title, each.by, each.date, each.kind in UNDOABLE))
    return list(steps.values())[:10]


def _line(name: str) -> str:
    """What was typed in one box, without what cannot be seen."""
    text = request.form.get(name, "").replace("\r\n", "\n")
    if name in FIELDS and FIELDS[name][2]:
        return "\n".join(filter(None, (" ".join(each.split()) for each in text.split("\n"))))[:LONGEST_LINES]
    return " ".join(text.split())[:LONGEST_LINE]
