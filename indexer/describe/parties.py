"""The parties of a convention, in the order they are named: « Entre : l'État (le préfet du Gers) ; … ».

Who signs for a body stands for it: « Monsieur le Maire de Bezons » is the town, « le préfet du Gers » the
prefecture. The first named is the likeliest author; those far down only join.
"""

import re
from collections.abc import Iterator, Set

from catalogue.record import Evidence, Method, Page
from indexer.describe.bodies import line_at
from indexer.describe.folded_text import fold
from indexer.describe.proper_names import Kind, names_in
from indexer.describe.proposal import Proposal

#: Characters of the first page read, of its head that says what it is, and of a list of parties.
REACH, HEAD, LIST = 2500, 400, 700
#: How sure the first party is, and how much less each of the next.
FIRST, STEP, MOST = 0.7, 0.1, 5
_CONTRACT = re.compile(r"(?<!\w)(convention|contrat|avenant|protocole|charte|accord)")
_BETWEEN = re.compile(
    r"(?<![\w'’-])(?:E(?:ntre|NTRE)(?=[\s:])|(?:[Cc]onclue?s?|[ÉEée]tablie?s?|[Cc]onvenu|[Pp]ass[ée]e?s?|[Ss]ign[ée]e?s?)\s+entre"
    r"|entre(?=\s*:))\s*:?"
)
_PLACE = (
    r"(?P<place>[A-ZÀ-Ý][\w’'-]+(?:[ -](?:(?:et|de|du|des|la|le|les|en|sur|sous)[ -])*[A-ZÀ-Ý][\w’'-]+){0,5})"
)
_STANDS_FOR = re.compile(
    rf"(?<!\w)(?:(?P<town>[Mm]aire|[Cc]ommune|[Vv]ille)|[Pp]r[ée]f(?:et|[èe]te))\s+"
    rf"(?P<of>de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’]){_PLACE}"
)


def parties(pages: tuple[Page, ...], title: str, subjects: Set[str]) -> Iterator[Proposal]:
    """The bodies between which a document says it is made; none where it is no convention."""
    if not pages:
        return
    page, text = pages[0], pages[0].text[:REACH]
    between = _BETWEEN.search(text) if _CONTRACT.search(fold(f"{title}\n{text[:HEAD]}")) else None
    if not between:
        return
    start = between.end()
    found = dict(sorted(_named(text[start : start + LIST], subjects)))
    for rank, (position, name) in enumerate(list(found.items())[:MOST]):
        line = line_at(page.text, start + position)
        yield Proposal(name, Method.STATED, FIRST - rank * STEP, (Evidence(page.number, line[:240]),))


def _named(text: str, subjects: Set[str]) -> Iterator[tuple[int, str]]:
    """Where each party is named, and how it is called."""
    taken = []
    for found in _STANDS_FOR.finditer(text):
        taken.append(found.span())
        of = " ".join(found["of"].split())
        space = "" if of.endswith(("'", "’")) else " "
        yield found.start(), f"{'Ville' if found['town'] else 'Préfecture'} {of}{space}{found['place']}"
    for name in names_in(text, subjects):
        if name.kind in (Kind.BODY, Kind.ACRONYM) and not any(s <= name.start < e for s, e in taken):
            yield name.start, name.text
