"""The base of experiences: practice sheets, of documents or written here, listed and set side by side."""

from dataclasses import dataclass

from catalogue.record import Record
from catalogue.rooms import PRACTICE_SHEET, RUBRICS
from catalogue.short_code import short_code
from catalogue.vocabulary.labels import fold
from search.query import Filter, Sort
from search.search import Search
from search_app.language import _, date_text
from search_app.pages.addresses import address
from search_app.pages.labels import RUBRIC_LABELS, value_label
from search_app.pages.links import Link, page_url, record_url
from search_app.pages.places import place_name
from search_app.pages.selection import Selection
from search_app.pages.titles import shown_title
from search_app.rooms.narrowing import Ways, hidden, narrowed, ways
from search_app.rooms.practice import active_text, is_old
from search_app.rooms.room_records import records_of
from search_app.state import SearchState

NARROWED = ("theme", "region", "place", "programme", "audience")
#: Rubrics one may look into apart, with their keys in the address.
ASKED = {"porteur": "lead", "moyens": "means"}
#: Sheets set side by side at most.
COMPARED = 5
#: Characters of a rubric in the list.
OPENING = 220


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet of the list."""

    title: str
    url: str
    code: str
    lead: str
    aims: str
    places: tuple[str, ...]
    themes: tuple[str, ...]
    date: str
    #: « 7 rubriques sur 10 ».
    completeness: str
    #: « Toujours active au 3 mars 2026 », or that it should be asked.
    active: str
    old: bool


@dataclass(frozen=True, slots=True)
class ExperiencesPage:
    """All that `rooms/experiences.html` prints."""

    text: str
    hidden: tuple[tuple[str, str], ...]
    #: What was typed in the boxes of `ASKED`: key, label, text.
    boxes: tuple[tuple[str, str, str], ...]
    narrowed: tuple[Link, ...]
    lines: tuple[SheetLine, ...]
    ways: tuple[Ways, ...]
    #: Templates to fill in.
    templates: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ComparedSheets:
    """All that `rooms/compared.html` prints."""

    sheets: tuple[Link, ...]
    #: Rubric, then what each sheet says under it with the page.
    rows: tuple[tuple[str, tuple[tuple[str, Link | None], ...]], ...]
    problems: tuple[str, ...]


def experiences_page(state: SearchState, typed: dict[str, str]) -> ExperiencesPage:
    """The sheets of a search."""
    sheets = sheets_of(state, typed)
    beside = tuple((key, text) for key, text in typed.items() if text)
    held = {
        "theme": (_("Thèmes"), [value for each in sheets for value in each.themes]),
        "audience": (_("Publics"), [value for each in sheets for value in each.audience]),
        "place": (_("Territoires"), [value for each in sheets for value in each.places]),
    }
    return ExperiencesPage(
        text=state.text,
        hidden=hidden(state),
        boxes=tuple((key, _(RUBRIC_LABELS[name]), typed.get(key, "")) for key, name in ASKED.items()),
        narrowed=tuple(narrowed(state, "rooms.experiences", NARROWED, beside)),
        lines=tuple(map(_line, sheets)),
        ways=tuple(ways(state, "rooms.experiences", held, beside)),
        templates=(
            Link("Word", address("rooms.sheet_template", identifier="docx")),
            Link("OpenDocument", address("rooms.sheet_template", identifier="odt")),
        ),
    )


def sheets_of(state: SearchState, typed: dict[str, str]) -> list[Record]:
    """The practice sheets of a search whose rubrics hold what was typed for them, the newest first."""
    filters = tuple(each for each in state.filters if each.field in NARROWED)
    asked = Search(state.text, (Filter("type", (PRACTICE_SHEET,)), *filters), state.years, Sort.NEWEST)
    wanted = {ASKED[key]: fold(text).split() for key, text in typed.items() if key in ASKED}
    return [each for each in records_of(asked) if _holds(each, wanted)]


def compared_sheets(selection: Selection) -> ComparedSheets:
    """Up to five sheets, rubric by rubric; rubrics that none has are left out."""
    sheets = [each for each in selection.records if each.type == PRACTICE_SHEET][:COMPARED]
    rows = []
    for name in RUBRICS:
        cells = tuple(_cell(each, name) for each in sheets)
        if any(text for text, _place in cells):
            rows.append((_(RUBRIC_LABELS[name]), cells))
    problems = list(selection.problems)
    if len(selection.records) > len(sheets):
        problems.append(_("Seules des fiches d'expérience se comparent ici, cinq au plus."))
    links = tuple(Link(shown_title(each), record_url(each.identifier)) for each in sheets)
    return ComparedSheets(links, tuple(rows), tuple(problems))


def _cell(record: Record, name: str) -> tuple[str, Link | None]:
    found = next((each for each in record.rubrics if each.name == name), None)
    if found is None:
        return "", None
    where = _("p. %(number)s") % {"number": found.page}
    return found.text, Link(where, page_url(record.identifier, found.page)) if record.sha256 else None


def _holds(record: Record, wanted: dict[str, list[str]]) -> bool:
    said = {each.name: fold(each.text) for each in record.rubrics}
    return all(word in said.get(name, "") for name, words in wanted.items() for word in words)


def _line(record: Record) -> SheetLine:
    said = {each.name: each.text for each in record.rubrics}
    return SheetLine(
        title=shown_title(record),
        url=record_url(record.identifier),
        code=short_code(record.identifier),
        lead=_short(said.get("lead", "")),
        aims=_short(said.get("aims", "") or record.abstract),
        places=tuple(map(place_name, record.places[:3])),
        themes=tuple(value_label("theme", each) for each in record.themes[:3]),
        date=date_text(record.issued) if record.issued else "",
        completeness=_("%(found)s rubriques sur %(all)s")
        % {"found": len(record.rubrics), "all": len(RUBRICS)},
        active=active_text(record),
        old=is_old(record),
    )


def _short(text: str) -> str:
    return text if len(text) <= OPENING else text[: text.rfind(" ", 0, OPENING)] + " …"
