"""The « état des lieux » of any search: what the library holds on it, counted, quoted and listed.

Every number is that of a search whose address stands beside it, every quotation has its document and page;
the same state of the library gives the same report. What is left out for length is said.
"""

from collections.abc import Iterator, Mapping, Sequence

from catalogue.fields import NONE
from exchange.formats import iso690
from exchange.reports.blocks import Bars, Block, Entry, Heading, Paragraph, Quotation, Report, Table
from search.query import Sort
from search.results import FacetValue, Hit, Results
from search_app.language import _, counted, current, date_text
from search_app.pages.citation import addressed
from search_app.pages.facets import span_label, year_spans
from search_app.pages.labels import facet_label, place_label, value_label
from search_app.pages.links import absolute, page_url, record_url, search_url
from search_app.pages.titles import shown_title
from search_app.presented import named
from search_app.site_library import catalogue, reader
from search_app.state import SearchState

#: Documents listed, quoted, and passages of each.
LISTED, QUOTED, PASSAGES = 100, 12, 2
#: Rows and columns of the table of themes by territories, rows of the other tables.
ROWS, COLUMNS, SHORT = 12, 6, 15
#: Most bars of the years.
BARS = 20
FACETS = ("theme", "region", "programme", "author", "year", "type")


def stocktake(state: SearchState) -> Report:
    """The report of one search, as this reader may know it."""
    found = _found(state, Sort.NEWEST, LISTED)
    day = catalogue().datestamp(None)[:10] or "1970-01-01"
    count = counted("%(num)s document", "%(num)s documents", found.total)
    said = {"count": count, "name": named("name"), "day": date_text(day)}
    return Report(
        title=_("État des lieux : %(what)s") % {"what": _asked(state)},
        subtitle=_("%(count)s de %(name)s, tel qu'il était le %(day)s.") % said,
        language=current(),
        day=day,
        author=named("centre_name") or named("name"),
        blocks=tuple(_blocks(state, found)) if found.total else (_whole(state, found),),
    )


def _blocks(state: SearchState, found: Results) -> Iterator[Block]:
    yield Heading(_("Ce que le fonds contient"))
    yield _whole(state, found)
    yield from _years(found)
    yield from _themes_by_region(state, found)
    yield from _counts("type", found, _("Types de documents"))
    yield Heading(_("Dispositifs et acteurs"))
    yield from _counts("programme", found, _("Dispositifs dont ces documents parlent"))
    yield from _counts("author", found, _("Auteurs et organismes"))
    yield from _quotations(state)
    yield from _gaps(state, found)
    yield from _documents(found)


def _found(state: SearchState, sort: Sort, size: int, passages: int = 0) -> Results:
    asked = catalogue().query(state.sorted_by(sort), reader(), size=size, passages=passages, facets=FACETS)
    return catalogue().search(asked)


def _asked(state: SearchState) -> str:
    """The search in words: « santé », Bretagne, 2007."""
    words = [f"« {state.text} »"] if state.text else []
    values = [value_label(each.field, value) for each in state.filters for value in each.values]
    return ", ".join([*words, *values]) or _("tout le fonds")


def _whole(state: SearchState, found: Results) -> Paragraph:
    count = counted("%(num)s document répond", "%(num)s documents répondent", found.total)
    sentence = _("%(count)s à cette recherche.") % {"count": count}
    return Paragraph(sentence, absolute(search_url(state)))


def _years(found: Results) -> Iterator[Block]:
    spans = year_spans(found.facets.get("year", ()), BARS)
    told = tuple((span_label(start, end), total) for start, end, total in spans)
    if len(told) > 1:
        yield Bars(_("Documents par année de parution"), (_("Années"), _("Documents")), told)


def _themes_by_region(state: SearchState, found: Results) -> Iterator[Block]:
    regions = [each for each in _held(found, "region") if ":" not in each.value][:COLUMNS]
    themes = _top_themes(found)[:ROWS]
    if not regions or not themes:
        return
    columns = [_theme_counts(state.selecting("region", [each.value])) for each in regions]
    rows = tuple(
        (value_label("theme", theme.value), *(str(column.get(theme.value, 0)) for column in columns))
        for theme in themes
    )
    header = (facet_label("theme"), *(value_label("region", each.value) for each in regions))
    yield Table(_("Thèmes et territoires"), header, rows)


def _theme_counts(state: SearchState) -> Mapping[str, int]:
    asked = catalogue().query(state, reader(), size=1, passages=0, facets=("theme",))
    return {each.value: each.count for each in catalogue().search(asked).facets.get("theme", ())}


def _top_themes(found: Results) -> list[FacetValue]:
    """Those no other stands above, most documents first."""
    known = catalogue().vocabularies.themes
    return [each for each in _held(found, "theme") if not known.ancestors(each.value)]


def _held(found: Results, facet: str) -> Sequence[FacetValue]:
    return [each for each in found.facets.get(facet, ()) if each.value != NONE and each.count]


def _counts(facet: str, found: Results, caption: str) -> Iterator[Block]:
    rows = tuple((value_label(facet, each.value), str(each.count)) for each in _held(found, facet)[:SHORT])
    if rows:
        yield Table(caption, (facet_label(facet), _("Documents")), rows)


def _quotations(state: SearchState) -> Iterator[Block]:
    """Words of the documents as they stand; of those searched where words were searched."""
    hits = _found(state, Sort.RELEVANCE, QUOTED, PASSAGES).hits[:QUOTED]
    quoted = [each for hit in hits for each in _extracts(hit, searched=bool(state.text))]
    if quoted:
        yield Heading(_("Extraits"))
        yield from quoted


def _extracts(hit: Hit, *, searched: bool) -> Iterator[Quotation]:
    record = hit.record
    for passage in hit.passages if searched else ():
        where = place_label(record, passage.page)
        address = absolute(page_url(record.identifier, passage.page))
        yield Quotation(passage.text, f"{shown_title(record)}, {where}", address, record.language)
    if not searched:
        for reason in record.reasons("abstract"):
            for evidence in reason.evidence[:1]:
                where = place_label(record, evidence.page)
                address = absolute(page_url(record.identifier, evidence.page))
                yield Quotation(evidence.quote, f"{shown_title(record)}, {where}", address, record.language)


def _gaps(state: SearchState, found: Results) -> Iterator[Block]:
    """What no document of the search is about, and what notices do not say."""
    held = {each.value for each in _held(found, "theme")}
    known = catalogue().vocabularies.themes
    absent = [each.label(current()) for each in known.offered.values()
              if not known.ancestors(each.identifier) and each.identifier not in held]  # fmt: skip
    missing = [(facet, each) for facet in ("theme", "region", "year")
               for each in found.facets.get(facet, ()) if each.value == NONE and each.count]  # fmt: skip
    if absent or missing:
        yield Heading(_("Ce qui manque"))
    if absent:
        sentence = _("Aucun de ces documents ne porte sur : %(themes)s.") % {"themes": " ; ".join(absent)}
        yield Paragraph(sentence, absolute(search_url(state)))
    for facet, each in missing:
        count = counted("%(num)s document", "%(num)s documents", each.count)
        sentence = f"{value_label(facet, NONE)} : {count}."
        yield Paragraph(sentence, absolute(search_url(state.selecting(facet, [NONE]))))


def _documents(found: Results) -> Iterator[Block]:
    yield Heading(_("Documents"))
    for hit in found.hits:
        runs = tuple((run.text, run.italic) for run in iso690.runs(addressed(hit.record), current()))
        yield Entry(runs, absolute(record_url(hit.record.identifier)))
    left = found.total - len(found.hits)
    if left > 0:
        sentence = counted(
            "%(num)s document plus ancien n'est pas listé ici.",
            "%(num)s documents plus anciens ne sont pas listés ici.",
            left,
        )
        yield Paragraph(sentence)
