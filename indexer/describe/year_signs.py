"""What is seen of every year a document writes: the signs by which one is taken for that of its issue.

The wordings of `dates` say how surely each year is the document's; beside them count what any reader sees:
how exact the date is, where it stands, whether it stands alone, whether it is the last one told, how often it
comes, and whether all that is said of it is a law's date, a deadline or a figure's. What each is worth is
learnt (`weights`), and so is how often none of them is the year.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from catalogue.record import Method, Page
from indexer.describe.ending import Ending
from indexer.describe.folded_text import fold
from indexer.describe.proposal import Proposal
from indexer.describe.wordings import Wording
from indexer.describe.written_dates import (
    WrittenDate,
    dates_in,
    range_in,
    stretches_in,
    weekdays_in,
    years_in,
)

#: The question, and characters of the first page, and of the last, in which years are looked for.
FIELD, READ, FOOT = "year", 3000, 800
FIRST_YEAR = 1950
#: Says of a text and a date in it whether that date is of another thing than the document.
IsOther = Callable[[str, WrittenDate], bool]
#: Addresses, names of files, versions: « v2014 ».
_NO_DATE = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+\.(?:pdf|docx?|html?)\b|[A-Za-z]+(?:19|20)\d\d")
_TOLD = Ending(r"(?<!\w)(en|depuis|des|annees|fin|debut|ete|automne|hiver|printemps|jusqu.en|apres|avant) $")
_AIM = Wording(r"(?<!\w)(d.ici|horizon|avant|jusqu.(au|en|a)|objectifs?|agenda)[ a-z\d]{0,14}$")
_ACT = Wording(
    r"(?<!\w)(lois?|decrets?|arretes?|circulaires?|ordonnances?|articles?|ciat|civ"
    r"|comite interministeriel|rapport)"
    r"(?!\w)[^.;]{0,60}$"
)
_FIGURES = Wording(
    r"(?<!\w)(insee|rp|source|recensement|donnees|population|taux|habitants?)(?!\w)[^.;]{0,30}$"
)
_PUTTING = Wording(
    r"(?<!\w)(upload\w*|post|mise? en ligne|consulte|views?|submitted|telecharg\w+)[^.;]{0,25}$"
)
#: What a contract or a plan is called before the years it covers: it is of the first of them.
_CONTRACT = Wording(
    r"(?<!\w)(contrats?|conventions?|avenants?|protocoles?|plans?|programmes?|projets?|pactes?|schemas?"
    r"|chartes?|engagements?)(?!\w)[^.;\n]{0,60}$"
)
#: What is counted rather than dated: « Favreau : 1966 ».
_AFTER_COLON = re.compile(r"[^\W\d]\s?: ?$")


#: What judges a stretch of years that lies behind (« Évaluation du contrat de ville 2000-2006 »), unless it
#: does so on the way, or says how it will.
_JUDGES = re.compile(r"(?<!\w)(?:evaluation|bilan|retour sur)(?!\w)")
_BEFORE_ITS_END = re.compile(
    r"mi[- ]?parcours|mi-temps|mi-periode|intermediaire|in itinere|ex ante|en continu|etape|referentiel"
    r"|cahier des charges|methode|guide|projet|appel"
)


@dataclass(slots=True)
class _Seen:
    """One year, as far as it was read."""

    signs: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    times: int = 0
    first: int = READ
    told: int = 0
    #: Mentions that date another thing.
    others: int = 0


def year_signs(
    pages: Sequence[Page], title: Proposal, rules: Iterable[Proposal], last: int, is_other: IsOther
) -> dict[str, dict[str, float]]:
    """Year → signs, for the years of title and text; `rules` are dates as wordings give them.

    `is_other` says whether a date is of another thing (a law, a deadline, a picture): a year of which all
    mentions are is no candidate.
    """
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    text = pages[0].text[:READ] if pages else ""
    foot = pages[-1].text[-FOOT:] if len(pages) > 1 else ""
    if title.method != Method.FILE_NAME:
        _read_title(title.value, seen)
    for where, shift in ((text, 0), (foot, READ)):
        _read(where, shift, seen, is_other)
    days = weekdays_in(f"{title.value}\n{text}")
    for rule in rules:
        signs = seen[rule.value[:4]].signs
        if rule.method == Method.FILE_NAME:
            signs["file name: a day" if len(rule.value) > 4 else "file name: a year"] = 1.0
        elif rule.method != Method.METADATA:
            signs["rule"] = max(signs["rule"], rule.confidence)
            signs[f"by {rule.method}"] = 1.0
    first = max(FIRST_YEAR, _earliest(title.value))
    known = {year: each for year, each in seen.items() if first <= int(year) <= last}
    latest = max(known, default="")
    surest = max((each.signs["rule"] for each in known.values()), default=0.0)
    for year, each in known.items():
        each.signs |= {
            "latest": float(year == latest),
            "only": float(len(known) == 1),
            "others": math.log1p(len(known) - 1),
            "often": math.log1p(max(0, each.times - 1)),
            "at the beginning": float(each.first < 80),
            "early": float(each.first < 300),
            "all told": float(each.told and each.told == each.times),
            "long, no rule": float(len(text) == READ and not each.signs["rule"]),
            "a surer rule": max(0.0, surest - each.signs["rule"]),
            "long ago": float(int(year) < int(latest) - 1),
            "before": max(0.0, (2000 - int(year)) / 10),
            "a weekday": float(any(day.falls_in(int(year)) for day in days)),
            "only, told": float(len(known) == 1 and bool(each.signs.get("told"))),
        }
    return {
        year: {sign: value for sign, value in each.signs.items() if value}
        for year, each in known.items()
        if each.times > each.others
        or each.signs["rule"]
        or any(sign[:5] in ("title", "file ") for sign in each.signs)
    }


def _earliest(title: str) -> int:
    """The year before which a title was not written: what judges a stretch of years comes at its end."""
    covered, folded = range_in(title), fold(title)
    return int(covered[1]) if covered and _JUDGES.search(folded) and not _BEFORE_ITS_END.search(folded) else 0


def _read_title(title: str, seen: dict[str, _Seen]) -> None:
    covered = range_in(title)
    for found in (*dates_in(title), *years_in(title)):
        seen[found.value[:4]].signs["title: date" if len(found.value) > 4 else "title: year"] = 1.0
    if covered:
        seen[covered[0]].signs["title: first of a range"] = 1.0
        seen[covered[1]].signs["title: last of a range"] = 1.0


def _read(text: str, shift: int, seen: dict[str, _Seen], is_other: IsOther) -> None:
    dates, bare = list(dates_in(text)), list(years_in(text))
    spans = [(each.start, each.end) for each in dates]
    spans += [span for each in (*dates, *bare) for span in _no_dates(text, each.start)]
    dates = [each for each in dates if not any(a < each.start < b for a, b in spans)]
    for stretch in stretches_in(text):
        each = seen[stretch.value]
        each.times += 1
        each.first = min(each.first, stretch.start + shift)
        before = fold(text[max(0, stretch.start - 70) : stretch.start])
        each.signs["first of a range, contract" if _CONTRACT.search(before) else "first of a range"] = 1.0
    bare = [each for each in bare if not any(a <= each.start < b for a, b in spans)]
    for found in (*dates, *bare):
        each = seen[found.value[:4]]
        each.times += 1
        each.others += is_other(text, found)
        each.first = min(each.first, found.start + shift)
        for sign in _around(text, found):
            each.signs[sign] = 1.0
            each.told += sign == "told"


def _no_dates(text: str, position: int) -> Iterator[tuple[int, int]]:
    """What holds no date in the run of letters and signs around a position: none goes beyond a space."""
    before = text[:position]
    start = position - len(before.rsplit(None, 1)[-1]) if before and not before[-1].isspace() else position
    end = position + len(text[position:].split(None, 1)[0])
    return (found.span() for found in _NO_DATE.finditer(text, start, end))


def _around(text: str, found: WrittenDate) -> Iterable[str]:
    """What the words before a date make of it."""
    before = " ".join(f"|{fold(text[max(0, found.start - 70) : found.start])}|".split())[1:-1]
    yield {4: "a year", 7: "a month", 10: "a day"}[len(found.value)]
    other = True
    for sign, wording in (
        ("an act's", _ACT),
        ("an aim", _AIM),
        ("of figures", _FIGURES),
        ("put on line", _PUTTING),
    ):
        if wording.search(before):
            yield sign
            break
    else:
        other = False
    if _TOLD.ends(before) or other:
        yield "told"
        if len(found.value) == 4:
            yield "told, a year"
    if len(found.value) == 4 and _AFTER_COLON.search(text[max(0, found.start - 4) : found.start]):
        yield "after a colon"
    start, end = (
        re.search(r"(?:^|\n|[.;|•]\s|\s[–—-]\s|[(,]\s?)\W*$", text[max(0, found.start - 4) : found.start]),
        (re.match(r"\s*(?:$|\n|[.;:|,)]|\s[–—-])", text[found.end :])),
    )
    if start and end:
        yield "alone, a year" if len(found.value) == 4 else "alone"
