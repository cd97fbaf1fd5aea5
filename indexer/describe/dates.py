"""The date of issue, as EDTF level 0, from the place that speaks for the whole document.

In order of trust: the year an activity report bears in its title; a date that says what it is (« publié
le », « dépôt légal », « fait à …, le »); the day of the event reported; a year in the title; a date that
stands alone on the cover; the name of the file; the day an article begins by telling; last, when the file
was made. Dates of the laws a text cites, deadlines, dates of pictures and days on which a site put the file
on line are dates of other things.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from catalogue.record import Evidence, Method, Page, TextSource
from indexer.describe.date_wordings import (
    AIM,
    CITED,
    CONTRACT,
    PERIODIC,
    SIGNED,
    is_cited,
    is_of_another_thing,
    weighed,
)
from indexer.describe.filed_dates import by_address, signs_by_address
from indexer.describe.folded_text import fold
from indexer.describe.origin import Origin
from indexer.describe.proposal import Proposal
from indexer.describe.quotes import quote
from indexer.describe.weights import LEAST, LIKELIHOOD, OFFERED, Signs, Weights, log_odds, shipped
from indexer.describe.written_dates import (
    WrittenDate,
    dates_in,
    edtf,
    range_in,
    stretches_in,
    years_in,
)
from indexer.describe.year_signs import FIELD, FIRST_YEAR, READ, year_signs

#: Likelihood from which the year a wording gives stands beside a likelier one, by folds over the half
#: rules are
#: written on; and the question how often the likeliest is right.
DOUBTFUL, SURETY = 0.3, "year is right"
#: Where dates come from that the text does not say.
_UNSEEN = (Method.FILE_NAME, Method.METADATA)
#: Characters of a page that are its head, and of the last page its foot.
HEAD, FOOT = 1000, 800
#: Years after the latest one told from which the making of a file says little of the document.
FAR = 2
#: The origin of what has none.
NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates a document may be of, and what is seen of every year it writes."""

    told: tuple[Proposal, ...]
    signs: Mapping[str, Signs]
    pages: tuple[Page, ...]
    #: What the address says of every year, empty where it says none; and the origin that has it.
    by_origin: Mapping[str, Signs]
    origin: Origin


def read_dates(
    pages: tuple[Page, ...],
    title: Proposal,
    file: str,
    created: str,
    today: date | None = None,
    *,
    stated: bool = False,
    origin: Origin = NOWHERE,
) -> Dates:
    """What may date a document; nothing before FIRST_YEAR nor in a year after `today`'s.

    `created` is when the file says it was made, `stated` whether a person wrote so, `origin` what its address
    says.
    """
    last = (today or date.today()).year  # noqa: DTZ011 - a year, on the clock the library lives by
    found = [*_in_title(title), *_in_head(pages), *_in_foot(pages), *_in_name(file)]
    if not _is_scan(pages):
        found += _in_metadata(created, pages, stated=stated or bool(found))
    told = tuple(each for each in found if FIRST_YEAR <= int(each.value[:4]) <= last)
    signs = year_signs(pages, title, told, last, is_of_another_thing)
    return Dates(told, signs, pages, signs_by_address(origin.dates, signs, last), origin)


def propose_issued(dates: Dates, weights: Weights | None = None) -> Proposal | None:
    """The date of issue, None when nothing says it.

    A date that a wording tells stands unless all that is seen makes another year likelier, or the address
    says another; where none tells, the likeliest year, doubtful where more often wrong than right. The
    shipped weights serve unless others are given.
    """
    weights = weights or shipped()
    chances = by_address(weights, weights.choice(FIELD, dates.signs), dates.by_origin)
    told = _told(dates.told)
    year = max(chances, key=lambda each: chances[each], default="")
    least = chances.get(year, 1.0) if dates.by_origin else DOUBTFUL
    if told and told.method is not Method.METADATA and chances.get(told.value[:4], 0.0) >= least:
        return replace(told, confidence=min(0.97, max(LEAST, _sure(weights, chances[told.value[:4]]))))
    sure = _sure(weights, chances[year]) if year else 0.0
    outside = _told(tuple(each for each in dates.told if each.method in _UNSEEN))
    if sure < (LEAST if outside else OFFERED):
        return outside
    written = (
        _told(tuple(each for each in dates.told if each.value[:4] == year))
        or _filed(year, dates.origin)
        or _written(year, dates.pages)
    )
    return replace(written, confidence=min(0.97, sure), doubtful=sure < LEAST) if written else None


def _sure(weights: Weights, chance: float) -> float:
    """How often a year that seems so likely is right."""
    return weights.probability(SURETY, {LIKELIHOOD: log_odds(chance)})


def _filed(year: str, origin: Origin) -> Proposal | None:
    """The date of a year that the address says, as exactly as it does."""
    dates = [each for each in origin.dates if each[:4] == year]
    value = max(dates, key=len, default="")
    return Proposal(value, Method.ORIGIN, LEAST, origin.evidence) if value else None


def _written(year: str, pages: tuple[Page, ...]) -> Proposal | None:
    """Where the text writes a year that no wording gives; as a day where it is the only one of that year."""
    for page in (*pages[:1], *pages[-1:]):
        text = page.text[:READ]
        dates = [each for each in dates_in(text) if each.value[:4] == year]
        years = [each for each in (*years_in(text), *stretches_in(text)) if each.value == year]
        for each in dates or years:
            value = each.value if len({other.value for other in dates}) == 1 else year
            return Proposal(
                value, Method.TEXT, LEAST, (Evidence(page.number, quote(text, each.start, each.end)),)
            )
    return None


def _told(possible: tuple[Proposal, ...]) -> Proposal | None:
    """The date that the surest wording gives, as exactly as another writes it."""
    best = max(possible, key=lambda each: each.confidence, default=None)
    if best is None or best.method == Method.TITLE:
        return best
    exact = (Method.STATED, Method.EVENT, Method.COVER)
    finer = [each for each in possible if each.value.startswith(best.value) and each.method in exact]
    return max([best, *finer], key=lambda each: (len(each.value), each.confidence))


def year_of_news(pages: tuple[Page, ...], today: date | None = None) -> Proposal | None:
    """The year of undated news: of the latest day it names; years alone are of the past."""
    last = (today or date.today()).year  # noqa: DTZ011 - a year, on the clock the library lives by
    text = "\n".join(page.text for page in pages[:2])
    past = [
        each
        for each in dates_in(text)
        if FIRST_YEAR <= int(each.value[:4]) <= last and not CITED.search(fold(text[: each.start])[-80:])
    ]
    if not past:
        return None
    latest = max(past, key=lambda each: each.value)
    evidence = Evidence(pages[0].number, quote(text, latest.start, latest.end))
    return Proposal(latest.value[:4], Method.NEWS, LEAST, (evidence,))


def _in_title(title: Proposal) -> Iterator[Proposal]:
    if title.method == Method.FILE_NAME:
        return
    folded = fold(title.value)
    dates = [each for each in dates_in(title.value) if not is_cited(folded, each)]
    for found in dates:
        yield Proposal(found.value, Method.TITLE, 0.96, title.evidence)
    years = [
        each
        for each in years_in(title.value)
        if not AIM.search(folded[: each.start].rstrip()) and not is_cited(folded, each)
    ]
    if years:
        periodic = bool(PERIODIC.search(folded))
        year = years[0 if periodic else -1]
        # « l'emploi en 2004 » tells of that year, and may be of a later one.
        told = folded[: year.start].endswith(" en ")
        yield Proposal(year.value, Method.TITLE, 0.97 if periodic else 0.7 if told else 0.87, title.evidence)
    covered = range_in(title.value)
    if covered:
        begins = bool(CONTRACT.search(folded))
        yield Proposal(covered[0 if begins else 1], Method.TITLE, 0.7 if begins else 0.55, title.evidence)


def _in_head(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """Dates at the beginning of the first two pages; those of the second count less."""
    for number, page in enumerate(pages[:2]):
        head = page.text[:HEAD]
        dates = list(dates_in(head))
        for found in (*dates, *_lone_years(head, dates)):
            method, confidence = weighed(head, found)
            if confidence:
                evidence = (Evidence(page.number, quote(head, found.start, found.end)),)
                yield Proposal(
                    found.value, method, confidence - 0.1 * number - 0.05 * found.start / HEAD, evidence
                )


def _lone_years(head: str, dates: list[WrittenDate]) -> Iterator[WrittenDate]:
    """Years that are no part of a longer date."""
    longer = [(found.start, found.end) for found in dates]
    return (each for each in years_in(head) if not any(low <= each.start < high for low, high in longer))


def _in_foot(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """A signature or an imprint at the end of the document."""
    for page in pages[-1:]:
        foot = page.text[-FOOT:]
        for found in dates_in(foot):
            if SIGNED.search(fold(foot[max(0, found.start - 80) : found.start])):
                evidence = (Evidence(page.number, quote(foot, found.start, found.end)),)
                yield Proposal(found.value, Method.STATED, 0.88, evidence)


def _in_name(file: str) -> Iterator[Proposal]:
    """« 080118_CR.pdf », « 2008-01-18 CR.pdf », « CR_janvier_2008.pdf », « CR 2008.pdf »."""
    name = re.sub(r"[_ .]+", " ", file.rsplit("/", 1)[-1])
    figures = re.match(r"(?P<year>(?:19|20)?\d\d)[- ]?(?P<month>\d\d)[- ]?(?P<day>\d\d)(?!\d)", name)
    if figures:
        year = int(figures["year"]) + (2000 if len(figures["year"]) == 2 else 0)
        value = edtf(year, int(figures["month"]), int(figures["day"]))
        if value:
            yield Proposal(value, Method.FILE_NAME, 0.6)
    spaced = re.sub(r"(?<=[a-zA-Zà-ÿ])(?=\d)", " ", name)
    yield from (Proposal(found.value, Method.FILE_NAME, 0.6) for found in dates_in(spaced))
    yield from (
        Proposal(found.value, Method.FILE_NAME, 0.45) for found in years_in(re.sub(r"[-(]", " ", spaced))
    )


def _is_scan(pages: tuple[Page, ...]) -> bool:
    """Whether the file was made by a scanner, long after the document or on the day it was sent."""
    return bool(pages) and pages[0].source is TextSource.OCR


def _in_metadata(created: str, pages: tuple[Page, ...], *, stated: bool) -> Iterator[Proposal]:
    """When the file was made: in doubt where all that the text dates is far behind (somebody's birth)."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", created):
        doubtful = not stated and _is_far_behind(_told_years(pages), int(created[:4]))
        yield Proposal(created, Method.METADATA, 0.3, doubtful=doubtful)


def _is_far_behind(told: Iterator[int], year: int) -> bool:
    """Whether there are years, all of them far before one; none is read beyond the first that is not."""
    first = next(told, None)
    return first is not None and year - first > FAR and all(year - each > FAR for each in told)


def _told_years(pages: tuple[Page, ...]) -> Iterator[int]:
    """The years that a text writes otherwise than of an act it cites; the loi of 1901 is told everywhere."""
    return (
        int(found.value[:4])
        for page in pages
        for found in chain(years_in(page.text), dates_in(page.text))
        if not CITED.search(fold(page.text[max(0, found.start - 80) : found.start]))
    )
