"""The publisher, as the imprint names it: « Édité par … », « Une publication de … », « © Ville de … ».

The function of the director of publication names it too, and on a cover the owner of the study. Each
wording has to begin a line: a sentence that tells who published something else is none.
"""

import re
from collections.abc import Iterator

from catalogue.record import Evidence, Method, Page
from indexer.describe.bodies import COVER, REACH, body_name, is_body, line_at
from indexer.describe.folded_text import fold
from indexer.describe.persons import has_given_name, is_person
from indexer.describe.proposal import Proposal

_NAMES_END = r"(?=\s*(?:[,.;:|(/\n]|\s[–—-]\s|$))"
_OF = r"(?:d(?:e\s+la\s+|e\s+l['’]|es\s+|e\s+|u\s+|['’]))"
#: How surely, folded letters of which each such line has some, and how it goes.
_IMPRINT = (
    (
        0.8,
        ("edite", "publie"),
        re.compile(
            r"^\W*(?:(?:ce|cet|cette)?\s*(?:document|guide|brochure|lettre|revue|ouvrage|bulletin|publication"
            r"|rapport|cahier)\s+(?:\w+\s+)?)?(?:[ée]dit[ée]|publi[ée])e?\s+par\s*:?\s*"
            rf"(?P<name>\S.{{1,80}}?){_NAMES_END}",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        0.75,
        ("edit", "publi"),
        re.compile(
            rf"^\W*(?:[ée]diteurs?|[ée]dition|publisher)\s*:\s*(?P<name>\S.{{1,80}}?){_NAMES_END}"
            rf"|^\W*une\s+publication\s+{_OF}(?P<published>\S.{{1,80}}?){_NAMES_END}"
            rf"|^\W*published\s+by\s+(?P<english>\S.{{1,80}}?){_NAMES_END}",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        0.65,
        ("publication",),
        re.compile(
            r"(?:^|[.;]\s)\W*direct(?:eur|rice)s?\s+de\s+(?:la\s+)?publication\s*:?\s*[^,\n(]{4,50}[,(]\s*\w+"
            rf"(?:\s+g[ée]n[ée]rale?)?\s+{_OF}(?P<name>\S.{{1,80}}?)\)?{_NAMES_END}",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        0.55,
        ("©", "(c)", "copyright"),
        re.compile(
            r"^\W*(?:©|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d[\s,–-]*)*(?P<name>[^\W\d].{1,60}?)"
            r"(?=\s*,?\s*(?:19|20)\d\d|\s*(?:[,.;:|(/\n]|\s[–—-]\s|$))",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
)
#: On a cover only: elsewhere these are the works, not the study.
_OWNER = re.compile(
    rf"^\W*(?:ma[iî]tr(?:e|ise)\s+d['’]ouvrage|commanditaire)s?\s*[:|]\s*(?P<name>\S.{{2,80}}?){_NAMES_END}",
    re.IGNORECASE | re.MULTILINE,
)
#: Who owns maps and photographs, and how that is said.
_PICTURES = re.compile(
    r"photo|cr[ée]dit|illustr|image|carte|(?<!\w)(ign|openstreetmap|osm|google|getty|fotolia|istock|adobe"
    r"|shutterstock|mapbox|microsoft|unsplash|freepik)(?!\w)",
    re.IGNORECASE,
)


def _is_photographer(name: str) -> bool:
    """Whether who claims a copyright is a person: of a photograph, since documents belong to bodies."""
    return is_person(name) and has_given_name(name) and not is_body(name)


def publishing_bodies(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """The bodies the imprint names, on the first two pages or the last two, surest wording first."""
    ends = tuple({page.number: page for page in (*pages[:2], *pages[-2:])}.values())
    folded = [fold(page.text[:REACH]) for page in ends]
    for confidence, letters, wording in _IMPRINT:
        for page, text in zip(ends, folded, strict=True):
            may_be_there, is_copyright = any(each in text for each in letters), "©" in letters
            for found in wording.finditer(page.text[:REACH]) if may_be_there else ():
                line = line_at(page.text, found.start(found.lastgroup or 0))
                name = body_name(next(filter(None, found.groupdict().values())))
                if name and not _PICTURES.search(line) and not (is_copyright and _is_photographer(name)):
                    yield Proposal(name, Method.STATED, confidence, (Evidence(page.number, line[:240]),))
    for page in pages[:1]:
        yield from (
            Proposal(
                name,
                Method.COVER,
                0.5,
                (Evidence(page.number, line_at(page.text, found.start("name"))[:240]),),
            )
            for found in _OWNER.finditer(page.text[:COVER])
            if (name := body_name(found["name"]))
        )
