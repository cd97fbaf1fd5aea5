"""The bodies a document comes from where nobody signs it by a byline.

Read where bodies put their names: the cover, the letterhead, an invitation, the parties of a convention, the
top and foot of every page, the signature. A name is taken when it begins
with a kind of body (« Agence d'urbanisme … ») or is written as a proper name in a place where only such names
stand; a body that a sentence merely speaks of is none.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from catalogue.record import Evidence, Method, Page
from catalogue.vocabulary.labels import LINKING_WORDS
from indexer.describe.blanks import is_left_blank
from indexer.describe.folded_text import fold
from indexer.describe.proposal import Proposal

#: Words of the longest name, and characters of a page in which names are looked for.
LONGEST, REACH = 12, 6000
#: Characters of the cover, and of the end of a letter.
COVER, END = 1200, 900
#: Pages looked at for lines that stand on each, and lines at the top and the foot of one.
RUNNING, EDGE = 8, 2
KINDS = re.compile(
    r"(?<!\w)(agences?|associations?|ateliers? (parisien|d.urbanisme)|bureaux?|caisses?"
    r"|centres?(?= (?:de |d['’]|for |national|regional|departemental))"
    r"|cercle|cabinet|collectif|comites?|commissariat|commission|communautes?|communes?"
    r"|conseils?|cooperative|cour|delegations?|departements?|directions?|d[dr]eal|dreal|ddtm?|drjscs|ddcs"
    r"|dreets|etablissements?|federations?|fondation|groupement|gip|inspection|institut|laboratoire|ligue"
    r"|mairie|maison|metropole|ministere|mission|mutualite|observatoires?|office"
    r"|ordre(?= des | national)|parc naturel|pole"
    r"|prefecture|region|reseaux?|secretariat|senat|assemblee nationale|service|societe|syndicat|tribunal"
    r"|unions?|universite|university|institute|department (of|for)|services? de l.etat|ville)(?!\w)"
)
#: What begins like the name of a body and is a kind of them, a subject or a heading.
_KIND = re.compile(
    r"(ordre du jour|(delegation de )?service public|services?|mission|villes?|regions?|departements?"
    r"|communes?|communautes? (de communes|d.agglomeration|urbaines?)|associations?|reseaux?|bureaux?"
    r"|conseil (municipal|communautaire|d.administration)|comite (de pilotage|technique|de suivi)"
    r"|centres? (de ressources|sociaux|de sante)|conseils? citoyens?|ville (durable|inclusive|de demain))$"
)
_LETTERS = re.compile(r"[^\W\d](?:.*[^\W\d])?")
_LEADING = re.compile(r"^(?:[Ll](?:a|es?)\s+|[Ll]['’]\s*|the\s+)")
_PLACE_AND_DATE = re.compile(r"(?P<name>\S.{2,70}?)\s+[–—-]\s+[A-ZÀ-Ý][\w' ’-]+,\s+le\s+\d", re.UNICODE)
_APPOSED = re.compile(r"(?P<name>[A-ZÀ-Ý][^,]{2,60}),\s+(?P<kind>[a-zà-ÿ][^,.;:!?]{4,60})$")
_INVITES = re.compile(
    r"(?:^|[.\n])[ \t]*(?P<names>[^\n.;:!?]{3,140}?)\s+(?:a le plaisir de\s+|ont le plaisir de\s+)?vous\s+"
    r"(?:invite(?:nt)?|convie(?:nt)?|propose(?:nt)? (?:de|un|une))(?!\w)"
)
#: What such a line has, which few pages say.
_YOU = re.compile(r"vous\s+(?:invite|convie|propose)")
_PARTY = re.compile(
    r"(?:^|\n)[ \t]*(?:entre(?: d.une part)?\s*[:,]?\s+|et(?: d.autre part)?\s*[:,]?\s+|[-–•]\s*)?"
    r"(?P<name>\S[^,\n]{2,90}),?\s+(?:ci-apr[eè]s[^,\n]{0,60},\s+)?repr[ée]sent[ée]e?s?\s+par",
    re.IGNORECASE,
)
#: What such a line ends in, which few pages say.
_STAND_FOR = re.compile(r"repr[ée]sent[ée]e?s?\s+par", re.IGNORECASE)
_SIGNED = re.compile(
    r"^[ \t]*(?:pour\s+|l[ae]\s+(?:pr[ée]sident|direct|pr[ée]fet|secr[ée]taire|d[ée]l[ée]gu|responsable)\w*"
    r"(?:\s+g[ée]n[ée]rale?)?\s+d(?:e\s+|u\s+|['’]))(?P<name>\S.{2,80}?)\s*,?$",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=4096)
def is_body(name: str) -> bool:
    """Whether a name begins with the kind of body it names: « Agence d'urbanisme », « DREAL Normandie »."""
    folded = fold(name)
    begins = KINDS.match(folded) and not _KIND.fullmatch(folded)
    return bool(begins) and name[:1].isupper() and len(name.split()) <= LONGEST


def signing_bodies(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """The bodies a document without a byline comes from, from the surest place that names any."""
    if not pages:
        return
    for place in (_on_cover, _invites, _parties, _on_every_page, _signs):
        found = list(place(pages))
        if found:
            yield from found
            return


def body_name(written: str) -> str:
    """A body's name as it is kept, without its article; empty when it is not written as one."""
    name = _LEADING.sub("", " ".join(written.split()).strip(' .,:;«»"*-–•'), count=1)
    name = name[:1].upper() + name[1:] if KINDS.match(fold(name)) else name
    return name if (is_body(name) or _is_proper(name)) and not is_left_blank(name) else ""


def _is_proper(name: str) -> bool:
    """Whether a few words make a proper name: « Villes au carré », « ANRU », « Cap Quartiers »."""
    words = name.split()
    if not name[:1].isupper() or len(words) > 6 or re.search(r"[\d@<>=_{}]", name) or KINDS.match(fold(name)):
        return False
    if len(words) == 1:
        return 3 <= len(name) <= 10 and name.isupper()
    return sum(word[:1].isupper() or fold(word) in LINKING_WORDS for word in words) >= len(words) - 1


def line_at(text: str, position: int) -> str:
    """The line of a text that holds a position."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return text[start : end if end >= 0 else None].strip()


def _on_cover(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """The first short line of the cover that names a body and says nothing else."""
    for line in pages[0].text[:COVER].splitlines():
        written = " ".join(line.split())
        name = _from_cover(re.sub(r"\s*\([^)]*\)", "", written).strip(" .,:;-–•"))
        if name:
            yield Proposal(name, Method.COVER, 0.45, (Evidence(pages[0].number, line.strip()[:240]),))
            return


def _from_cover(line: str) -> str:
    letterhead = _PLACE_AND_DATE.match(line)
    if letterhead and len(letterhead["name"].split()) <= LONGEST:
        return body_name(letterhead["name"])
    apposed = _APPOSED.fullmatch(line)
    if apposed and KINDS.match(fold(apposed["kind"])) and _is_proper(apposed["name"]):
        return apposed["name"]
    line = re.sub(r",\s+(?:pour|avec le soutien)\s.*", "", line)
    alone = 2 <= len(line.split()) <= 9 and not re.search(r"[.:?!/|\d]|,\s+[a-zà-ÿ]", line)
    cut_short = fold(line.split(" ")[-1]) in LINKING_WORDS
    return line if alone and is_body(line) and not cut_short else ""


def _invites(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """« Villes au carré et la direction régionale de l'Acsé vous invitent »: those who organise."""
    text = pages[0].text[:REACH]
    for found in _INVITES.finditer(text) if _YOU.search(text) else ():
        for piece in re.split(r"\s*,\s*|\s+et\s+(?=l[ae]s?\s|l['’]|[A-ZÀ-Ý])", found["names"]):
            if name := body_name(piece):
                yield Proposal(
                    name, Method.STATED, 0.6, (Evidence(pages[0].number, found[0].strip(". \n")[:240]),)
                )


def _parties(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """Those between whom a convention is made."""
    text = pages[0].text[:REACH]
    for found in _PARTY.finditer(text) if _STAND_FOR.search(text) else ():
        name = body_name(found["name"])
        if name:
            line = line_at(pages[0].text, found.start("name"))
            yield Proposal(name, Method.STATED, 0.6, (Evidence(pages[0].number, line[:240]),))


def _on_every_page(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """The body that stands at the top or the foot of most pages."""
    seen: Counter[str] = Counter()
    for page in pages[:RUNNING]:
        lines = [line for line in page.text.splitlines() if line.strip()]
        seen.update({_bare(line) for line in (*lines[:EDGE], *lines[-EDGE:])})
    for line, count in seen.most_common(6):
        if count >= max(3, min(len(pages), RUNNING) / 2) and is_body(line):
            where = next(page for page in pages if line in page.text)
            yield Proposal(line, Method.LAYOUT, 0.5, (Evidence(where.number, line),))


def _bare(line: str) -> str:
    """A line from its first letter to its last, without the numbers of pages."""
    found = _LETTERS.search(" ".join(line.split()))
    return found[0] if found else ""


def _signs(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    """The body for which one person signs at the end; several are parties, of which none is the author."""
    page = pages[-1]
    signed = ((body_name(found["name"]), found[0].strip()) for found in _SIGNED.finditer(page.text[-END:]))
    names = {name: line for name, line in signed if is_body(name)}
    if len(names) == 1:
        ((name, line),) = names.items()
        yield Proposal(name, Method.BYLINE, 0.5, (Evidence(page.number, line[:240]),))
