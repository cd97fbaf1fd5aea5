"""The centre's own pages, as templates print them: what is not said is left out, never asked of a visitor."""

from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup

from alerts.subscriptions import CONFIRM_HOURS, TRIED_DAYS
from catalogue.presentation import SitePage
from catalogue.rooms import ACTORS, AGENDA
from desk.inbox import KEPT_DAYS
from search_app.desk.known_browser import AGE_S
from search_app.desk.known_browser import NAME as BROWSER_COOKIE
from search_app.language import N_
from search_app.pages.followed import mail_leaves
from search_app.pages.prose import prose
from search_app.presented import named, presentation, text_of
from search_app.site_library import site_library

#: Page → its title.
TITLES = {
    SitePage.HOME: N_("Accueil"),
    SitePage.ABOUT: N_("À propos"),
    SitePage.CONTACT: N_("Contact"),
    SitePage.LEGAL: N_("Mentions légales"),
    SitePage.PRIVACY: N_("Données personnelles"),
    SitePage.ACCESSIBILITY: N_("Déclaration d'accessibilité"),
}


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """All that these pages print."""

    #: What the centre wrote.
    text: Markup
    centre: str
    place: str
    contact: str
    phone: str
    address: tuple[str, ...]
    publisher: str
    director: str
    host: tuple[str, ...]
    data_contact: str
    access_contact: str
    #: Days the log of requests is kept; hours of a session at the desk.
    log_days: int
    #: Days for which the words of searches that found nothing are counted, 0 for none.
    unanswered_days: int
    session_hours: int
    #: Cookies of the desk: of the session, and of a browser that is known, with its days.
    session_cookie: str
    browser_cookie: str
    browser_days: int
    #: Whether the centre keeps a directory of actors.
    actors: bool
    #: Whether events are evaluated.
    agenda: bool
    #: Days for which a message is kept once dealt with.
    kept_days: int
    #: Whether searches are followed by mail; for how long an address that has not confirmed is kept.
    alerts: bool
    confirm_hours: int
    tried_days: int


def institution_page(page: SitePage) -> InstitutionPage:
    """What one page says today."""
    said, settings = presentation(), site_library().library.settings
    centre = named("centre_name") or named("name")
    contact = named("contact")
    return InstitutionPage(
        text=prose(text_of(page)),
        centre=centre,
        place=named("place"),
        contact=contact,
        phone=said.phone,
        address=_lines(said.address),
        publisher=said.publisher or centre,
        director=said.director,
        host=_lines(said.host),
        data_contact=said.data_contact or contact,
        access_contact=said.access_contact or contact,
        log_days=settings.serve.log_days,
        unanswered_days=settings.desk.unanswered_days,
        session_hours=settings.desk.session_hours,
        session_cookie=str(current_app.config["SESSION_COOKIE_NAME"]),
        browser_cookie=BROWSER_COOKIE,
        browser_days=AGE_S // 86_400,
        actors=ACTORS in settings.site.rooms,
        agenda=AGENDA in settings.site.rooms,
        kept_days=KEPT_DAYS,
        alerts=mail_leaves(),
        confirm_hours=CONFIRM_HOURS,
        tried_days=TRIED_DAYS,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.splitlines())))
