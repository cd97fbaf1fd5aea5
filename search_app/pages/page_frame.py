"""The frame around every page: name of the library, ways to go, search box, language, foot."""

from dataclasses import dataclass, replace
from typing import cast

from flask import Flask, current_app, g, request, url_for

from catalogue.record import Access
from search_app.language import KEY, LANGUAGES, _, current
from search_app.pages.addresses import address
from search_app.pages.followed import mail_leaves
from search_app.pages.links import Link
from search_app.presented import named, presentation
from search_app.rooms.room_records import room_ways
from search_app.site_library import reader
from search_app.state import MAX_TEXT

#: Frames kept: one for each kind of page, language, path the site stands below, and what the centre says.
MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Language:
    """The same page in another language."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What `base.html` prints around a page."""

    language: str
    name: str
    centre: str
    place: str
    #: Address of the logo, and of the house colours; empty for none.
    logo: str
    colours: str
    home: str
    navigation: tuple[Link, ...]
    #: Ways folded into one, so that keyboards come to the page as soon however many rooms are open.
    more: tuple[Link, ...]
    #: The other languages of this page.
    languages: tuple[Language, ...]
    foot: tuple[Link, ...]
    #: What the reader chose.
    selection: str
    #: Name of who logged in, empty for a visitor.
    person: str
    #: What that person sees beside what visitors do, in a sentence.
    sees: str
    #: Address of the search form, and what it must send unseen to keep the language.
    search: str
    hidden: tuple[tuple[str, str], ...]
    suggestions: str
    #: Description of the search box for browsers.
    opensearch: str
    #: Feed of what arrived last.
    atom: str
    max_text: int


def register(app: Flask) -> None:
    """Hand the frame to every template."""
    app.context_processor(lambda: {"frame": frame()})


def frame() -> Frame:
    """The frame of the page being made, made once."""
    if "frame" not in g:
        g.frame = _frame()
    return cast(Frame, g.frame)


def _frame() -> Frame:
    """Made once for all visitors who ask for a kind of page in a language, but for what leads to others."""
    if g.get("account"):
        return _made()
    kept: dict[object, Frame] = current_app.extensions.setdefault("frames", {})
    key = (request.endpoint, current(), request.script_root, presentation())
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = _made()
    return replace(kept[key], languages=_languages())


def _made() -> Frame:
    said = presentation()
    return Frame(
        language=current(),
        name=named("name"),
        centre=named("centre_name"),
        place=named("place"),
        logo=url_for("institution.logo", digest=said.logo[5:-5]) if said.logo else "",
        colours=url_for("institution.colours", colour=said.colour[1:]) if said.colour else "",
        home=address("search.home"),
        navigation=_links(
            (_("Thèmes"), "ways_in.themes"),
            (_("Dispositifs"), "ways_in.programmes"),
            (_("Territoires"), "ways_in.territories"),
            *(() if room_ways() else ((_("Aide"), "about.help_page"),)),
            *(((_("Atelier"), "desk.home"),) if g.get("account") else ()),
        ),
        more=_links(*room_ways(), (_("Aide"), "about.help_page")) if room_ways() else (),
        languages=_languages(),
        foot=_links(
            (_("À propos"), "institution.about"),
            (_("Contact"), "institution.contact"),
            (_("Ma sélection"), "selection.show"),
            *(((_("Alertes par courriel"), "alerts.show"),) if mail_leaves() else ()),
            (_("Aide"), "about.help_page"),
            (_("Plan du site"), "about.sitemap"),
            (_("Réseau"), "network.centres"),
            (_("Accessibilité : non conforme"), "institution.accessibility"),
            (_("Mentions légales"), "institution.legal"),
            (_("Données personnelles"), "institution.privacy"),
            (_("Atelier"), "desk.home"),
        ),
        selection=address("selection.show"),
        person=g.account.name if g.get("account") else "",
        sees=_sees(),
        search=address("search.results"),
        hidden=() if current() == "fr" else ((KEY, current()),),
        suggestions=address("search.suggestions"),
        opensearch=address("feeds.opensearch"),
        atom=address("feeds.atom"),
        max_text=MAX_TEXT,
    )


def _sees() -> str:
    if Access.INTERNAL in reader().access:
        return _("Vous voyez aussi les documents réservés au réseau et internes ; chacun est signalé.")
    return _("Vous voyez aussi les documents réservés au réseau ; chacun est signalé.")


def _links(*named: tuple[str, str]) -> tuple[Link, ...]:
    return tuple(
        Link(text, address(endpoint), current=request.endpoint == endpoint) for text, endpoint in named
    )


def _languages() -> tuple[Language, ...]:
    """The same page in each other language; pages that failed lead home instead."""
    arguments = {key: request.args.getlist(key) for key in request.args if key != KEY}
    endpoint, path = request.endpoint, request.view_args or {}
    if endpoint is None or request.method != "GET":
        endpoint, path, arguments = "search.home", {}, {}
    values = arguments | path
    return tuple(
        Language(code, name, url_for(endpoint, **(values | {KEY: code})))
        for code, name in LANGUAGES.items()
        if code != current()
    )
