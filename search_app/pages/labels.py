"""Labels: what a visitor reads for facets, values, formats and places in a document."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from babel.numbers import format_decimal

from catalogue.document_formats import BY_MEDIA_TYPE, DOCUMENT_FORMATS, PDF, Unit, unit_of
from catalogue.fields import FACETS, NONE
from catalogue.record import Page, Record
from catalogue.rooms import ROOMS
from confined.office import find_part
from search.query import YearRange
from search_app.language import N_, _, counted, current, language_name, ngettext
from search_app.pages.kept import Kept
from search_app.site_library import catalogue
from search_app.state import write_years

#: The way to all documents of a concept that somebody named in the search box; where a facet has no sentence
#: of its own, the last.
_NAMED = {
    "theme": N_("Voir le thème %(label)s, %(count)s"),
    "programme": N_("Voir le dispositif %(label)s, %(count)s"),
    "region": N_("Voir le territoire %(label)s, %(count)s"),
    "place": N_("Voir le territoire %(label)s, %(count)s"),
    "type": N_("Voir le type %(label)s, %(count)s"),
    "": N_("Voir « %(label)s », %(count)s"),
}

#: By what of its notice a document was found; a facet absent here is quoted by its name.
_FOUND_BY = {
    "theme": N_("son thème"),
    "programme": N_("son dispositif"),
    "type": N_("son type"),
    "audience": N_("son public"),
    "place": N_("son territoire"),
    "file": N_("le nom de son fichier"),
}

#: Rubrics of a practice sheet.
RUBRIC_LABELS = {
    "context": N_("Contexte"),
    "aims": N_("Objectifs"),
    "territory": N_("Territoire"),
    "lead": N_("Porteur"),
    "partners": N_("Partenaires"),
    "course": N_("Déroulement"),
    "means": N_("Moyens"),
    "results": N_("Résultats"),
    "limits": N_("Limites"),
    "contact": N_("Contact"),
}

#: Unit → where a passage stands, and how many there are.
UNIT_LABELS: dict[Unit, tuple[str, Callable[[int], str]]] = {
    Unit.PAGE: (N_("p. %(number)s"), lambda n: ngettext("%(num)s page", "%(num)s pages", n)),
    Unit.SLIDE: (
        N_("diapositive %(number)s"),
        lambda n: ngettext("%(num)s diapositive", "%(num)s diapositives", n),
    ),
    Unit.SECTION: (N_("partie %(number)s"), lambda n: ngettext("%(num)s partie", "%(num)s parties", n)),
}
#: Unit → what asks for the number of one.
JUMPS = {
    Unit.PAGE: N_("Aller à la page"),
    Unit.SLIDE: N_("Aller à la diapositive"),
    Unit.SECTION: N_("Aller à la partie"),
}
#: Unit → the way to the one before and to the next.
TURNS: dict[Unit, tuple[str, str]] = {
    Unit.PAGE: (N_("Page précédente"), N_("Page suivante")),
    Unit.SLIDE: (N_("Diapositive précédente"), N_("Diapositive suivante")),
    Unit.SECTION: (N_("Partie précédente"), N_("Partie suivante")),
}

#: Formats whose usual ending says nothing to most visitors.
CALLED = {
    **dict.fromkeys(("DOC", "DOCX"), "Word"),
    **dict.fromkeys(("PPT", "PPTX"), "PowerPoint"),
    **dict.fromkeys(("XLS", "XLSX"), "Excel"),
    **dict.fromkeys(("HTML", "XHTML", "MHT"), N_("Page web")),
    **dict.fromkeys(("EML", "MSG"), N_("Courriel")),
    "MBOX": N_("Courriels"),
    **dict.fromkeys(("SRT", "VTT"), N_("Sous-titres")),
    **dict.fromkeys(("MD", "TXT"), N_("Texte")),
}

#: Names of centres kept: strangers may ask for any. Of lists of names, there are two a facet.
MOST_KEPT = 1000
_OF_VOCABULARIES = frozenset(facet for facet, field in FACETS.items() if field.vocabulary)
_SIZES = ((1_000_000_000, N_("Go")), (1_000_000, N_("Mo")), (1_000, N_("ko")))


def facet_label(facet: str) -> str:
    """The name of a facet."""
    return _(FACETS[facet].label)


def named_text(facet: str, label: str, count: str) -> str:
    """What leads to all documents of a concept: « Voir le thème Santé, 12 documents »."""
    return _(_NAMED.get(facet, _NAMED[""])) % {"label": label, "count": count}


def found_by_text(kind: str, label: str) -> str:
    """By what of its notice a document was found: « son thème Santé »."""
    known = _FOUND_BY.get(kind)
    return f"{_(known) if known else f'« {facet_label(kind)} »'} {label}".strip()


def value_label(facet: str, value: str) -> str:
    """The name of one value of a facet in the language of the page."""
    if value == NONE:
        return _(FACETS[facet].missing)
    if facet == "language":
        return language_name(value)
    if facet == "room" and value in ROOMS:
        return _(ROOMS[value].label)
    if facet == "centre":
        named: Kept[str] = Kept.of("centres", MOST_KEPT)
        return named.get(value, lambda: catalogue().label(facet, value))
    label = catalogue().label(facet, value, current())
    # Types are written small in the vocabulary, as within a sentence; here they begin a line.
    return label[:1].upper() + label[1:] if facet in _OF_VOCABULARIES else label


def naming(facet: str) -> Callable[[str], str]:
    """`value_label` of one facet for many values; names of concepts are made once, a page shows a hundred."""
    if facet not in _OF_VOCABULARIES:
        return partial(value_label, facet)
    kept: Kept[_Names] = Kept.of("names", MOST_KEPT)
    key = (facet, current())
    return kept.get(key, lambda: _Names(facet)).__getitem__


class _Names(dict[str, str]):
    """Value of a vocabulary → its name in one language, made when it is first asked for."""

    def __init__(self, facet: str) -> None:
        super().__init__()
        self._facet = facet

    def __missing__(self, value: str) -> str:
        name = self[value] = value_label(self._facet, value)
        return name


def value_labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    """The names of many values of a facet in the language of the page."""
    name = naming(facet)
    return {value: name(value) for value in values}


def format_name(record: Record) -> str:
    """The short name of a file's format, as visitors know it; empty for a notice without a document."""
    known = BY_MEDIA_TYPE.get(record.format)
    if known is None:
        return record.format.rpartition("/")[2].upper()[:8]
    return _(CALLED[known.label]) if known.label in CALLED else known.label


def format_families() -> str:
    """What a depositor may send, in words: « PDF, Word, présentations… »."""
    return ", ".join(dict.fromkeys(_(each.family) for each in DOCUMENT_FORMATS))


def has_images(record: Record) -> bool:
    """Whether its pages can be drawn: those of a PDF or slides that stand in this library.

    The parts of a text document are no pages of paper: of these only the first is drawn, as a cover.
    """
    if record.received:
        return False
    return record.format == PDF or (unit_of(record.format) is Unit.SLIDE and _draws_slides())


def has_cover(record: Record) -> bool:
    """Whether a first page can be shown: as laid out where it can be, else drawn from the text."""
    return bool(record.sha256 and record.pages) and not record.received


@lru_cache(maxsize=1)
def _draws_slides() -> bool:
    return find_part("impress")


def size_text(size: int) -> str:
    """A file's size in decimal units, as file managers show it: « 1,2 Mo »."""
    for unit, name in _SIZES:
        if size >= unit:
            amount = size / unit
            return f"{format_decimal(amount, '0.#' if amount < 10 else '0', locale=current())} {_(name)}"
    return counted("%(num)s octet", "%(num)s octets", size)


def place_label(record: Record, number: int) -> str:
    """Where a passage stands: « p. 12 », « diapositive 4 » or « partie 2 », as the format counts."""
    place, _count = UNIT_LABELS[unit_of(record.format)]
    return _(place) % {"number": number}


def pages_text(record: Record) -> str:
    """How long a document is, as its format counts: « 12 pages », « 1 diapositive »."""
    _place, count = UNIT_LABELS[unit_of(record.format)]
    return count(record.pages) % {"num": record.pages}


def page_name(record: Record, page: Page) -> str:
    """The full name of a page: its place and, where they differ, the label printed on it or its heading."""
    place = place_label(record, page.number)
    if not page.label or page.label == str(page.number):
        return place
    if unit_of(record.format) is Unit.PAGE:
        return _("%(place)s (numérotée %(label)s)") % {"place": place, "label": page.label}
    return place + _(" : ") + page.label


def years_text(years: YearRange) -> str:
    """A span of years as a visitor reads it: « 2007 », « 2005–2010 », « depuis 2005 »."""
    if years.start is None or years.end is None:
        text = _("depuis %(year)s") if years.end is None else _("jusqu'à %(year)s")
        return text % {"year": years.start or years.end}
    return write_years(years).replace("..", "–")
