"""What the forms of the centre's site print: boxes, pages with their lights, the parts of the home page."""

from dataclasses import dataclass

from flask import url_for

from catalogue.presentation import (
    LONGEST_LINE,
    LONGEST_LINES,
    Block,
    Presentation,
    PresentationError,
    SitePage,
)
from desk.completeness import lacks
from desk.site_files import SiteFiles
from search_app.language import N_, _, worded
from search_app.pages.institution import TITLES
from search_app.presented import named
from search_app.site_library import site_library

#: Field → (what it is, a hint, whether it has several lines), in the order of the forms.
FIELDS: dict[str, tuple[str, str, bool]] = {
    "name": (N_("Nom du site"), N_("En haut de chaque page."), False),
    "centre_name": (N_("Nom du centre"), N_("Dans les citations et chez les autres centres."), False),
    "place": (N_("Ville"), "", False),
    "lead": (N_("Phrase d'accueil"), N_("Sous le nom, en haut de l'accueil."), False),
    "contact": (N_("Adresse électronique"), "", False),
    "phone": (N_("Téléphone"), "", False),
    "address": (N_("Adresse postale"), "", True),
    "publisher": (
        N_("Éditeur du site"),
        N_("La personne morale : association, GIP, collectivité… Vide : le nom du centre."),
        False,
    ),
    "director": (N_("Direction de la publication"), N_("Nom de la personne responsable."), False),
    "host": (N_("Hébergeur"), N_("Nom, adresse et téléphone de qui héberge le site."), True),
    "data_contact": (
        N_("À qui écrire au sujet de ses données"),
        N_("Adresse électronique ; vide : celle du centre."),
        False,
    ),
    "access_contact": (
        N_("À qui signaler un contenu inaccessible"),
        N_("Adresse électronique ; vide : celle du centre."),
        False,
    ),
}
#: Page → fields filled in on its form.
PAGE_FIELDS: dict[SitePage, tuple[str, ...]] = {
    SitePage.HOME: ("lead",),
    SitePage.ABOUT: (),
    SitePage.CONTACT: ("contact", "phone", "address"),
    SitePage.LEGAL: ("publisher", "address", "phone", "director", "host"),
    SitePage.PRIVACY: ("publisher", "data_contact"),
    SitePage.ACCESSIBILITY: ("access_contact",),
}
IDENTITY = ("name", "centre_name", "place", "contact")
BLOCKS = {
    Block.FEATURED: N_("À la une"),
    Block.ARRIVALS: N_("Nouveautés"),
    Block.TEXT: N_("Le mot du centre"),
    Block.FIGURES: N_("Chiffres du fonds"),
    Block.MAP: N_("Carte des régions"),
    Block.YEARS: N_("Années de parution"),
    Block.THEMES: N_("Thèmes"),
    Block.PROGRAMMES: N_("Dispositifs"),
    Block.TYPES: N_("Types de document"),
}
#: What a page has to say that is no field.
_TEXT = N_("Texte de la page")


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form."""

    name: str
    label: str
    hint: str
    value: str
    tall: bool
    wanted: bool
    longest: int


@dataclass(frozen=True, slots=True)
class PageLight:
    """One of the centre's pages, with what it still lacks."""

    title: str
    url: str
    public: str
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One part of the home page in the list where one orders them."""

    name: str
    label: str
    shown: bool
    first: bool
    last: bool


def files() -> SiteFiles:
    """The files of this site's library."""
    return SiteFiles(site_library().library)


def standing_presentation() -> Presentation:
    """What stands in the files; raises PresentationError when that does not hold."""
    return files().presentation()


def standing_or_error() -> tuple[Presentation, str]:
    """The same, or nothing said and why it cannot be read."""
    try:
        return standing_presentation(), ""
    except PresentationError as error:
        return Presentation(), worded(error)


def lights() -> tuple[PageLight, ...]:
    """Every page of the centre's own, with a light: nothing lacking, or what."""
    return tuple(page_light(page) for page in SitePage if page is not SitePage.HOME)


def incomplete_pages() -> int:
    """How many of them lack something."""
    return sum(bool(each.lacking) for each in lights())


def page_light(page: SitePage) -> PageLight:
    """The light of one page."""
    standing, _error = standing_or_error()
    found = lacks(page, standing, files().text(page), _settled)
    labels = (_(_TEXT) if each.field == "text" else _(FIELDS[each.field][0]) for each in found)
    url = url_for("desk.site_page", name=page.value)
    return PageLight(_(TITLES[page]), url, public_address(page), tuple(labels))


def _settled(field: str) -> str:
    """What the settings say where the desk has not."""
    return named(field) if field in ("centre_name", "contact") else ""


def public_address(page: SitePage) -> str:
    """Where visitors read a page."""
    if page is SitePage.HOME:
        return url_for("search.home")
    return url_for(f"institution.{page.name.lower()}")


def box(name: str, standing: Presentation, typed: dict[str, str] | None) -> Box:
    """One box with what was typed in it, else what stands."""
    label, hint, tall = FIELDS[name]
    instead = named(name) if name in ("name", "centre_name", "place", "contact") else ""
    value = typed[name] if typed and name in typed else str(getattr(standing, name)) or instead
    return Box(
        name=name,
        label=_(label),
        hint=_(hint) if hint else "",
        value=value,
        tall=tall,
        wanted=False,
        longest=LONGEST_LINES if tall else LONGEST_LINE,
    )


def block_line(block: Block, order: list[Block]) -> BlockLine:
    """One part of the home page where it stands in the order, or left out."""
    shown = block in order
    return BlockLine(
        name=block.value,
        label=_(BLOCKS[block]),
        shown=shown,
        first=shown and block is order[0],
        last=shown and block is order[-1],
    )
