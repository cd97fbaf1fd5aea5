"""The rubrics of a practice sheet: what each heading the field writes its cases under is followed by.

In: the pages of a sheet; out: `Rubric`s in the order of `catalogue.rooms.RUBRICS`, each with the page where
it begins. A heading is a short line of its own, or a word before a colon at the head of a line; a heading of
two rubrics (« Porteur et partenaires ») gives both. All are optional; one told twice keeps its first text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.record import Evidence, Method, Page, Rubric
from catalogue.rooms import RUBRICS
from indexer.describe.folded_text import fold
from indexer.describe.proposal import Proposal

#: Rubric → how it is headed, folded. The order is that in which a heading is tried.
_HEADS = {
    "context": r"contexte|origine|genese|constats?|diagnostic|point de depart|pourquoi|situation initiale"
    r"|enjeux|problematique|besoins?",
    "aims": r"objectifs?|finalites?|buts?|ambitions?",
    "territory": r"territoires?|lieux?|localisation|perimetre|sites?|ou \?",
    "lead": r"porteurs?|porte par|pilotes?|pilotage|maitr(?:is)?e d['’]ouvrage|structure porteuse|qui \?"
    r"|portage|operateurs?|commanditaires?|structure",
    "partners": r"partenaires?|partenariats?|acteurs (?:mobilises|impliques|associes)",
    "course": r"deroulement|mise en (?:oe|œ)uvre|demarche|methode|actions? (?:menees?|realisees?)|etapes"
    r"|description|contenu|comment \?|realisation|mise en place|modalites|calendrier|fonctionnement"
    r"|organisation",
    "means": r"moyens|budget|financements?|financeurs?|couts?|ressources|plan de financement",
    "results": r"resultats?|bilan|effets|impacts?|evaluation|plus-value|points forts|enseignements|apports"
    r"|facteurs de reussite|ce qui (?:a|en) (?:change|marche)",
    "limits": r"limites|difficultes|freins|points? de vigilance|obstacles|points faibles",
    "contact": r"contacts?|pour en savoir plus|coordonnees|renseignements|personne a contacter|referente?s?"
    r"|interlocut(?:eurs?|rices?)",
}
#: Longest heading, in characters, and longest text kept of a rubric.
HEADING, LONGEST = 70, 1200
#: Pages of a sheet; longer documents are no sheets, but may open with one.
PAGES = 8
_HEADING_LINE = re.compile(
    rf"^[ \t#*•\-–▪►\d.)]{{0,8}}(?P<heading>(?:l[ea]s? |l['’]|une? )?(?:{'|'.join(_HEADS.values())})\b"
    r"[^:.\n]{0,50}?)[ \t*]*(?:(?P<colon>:)[ \t*]*|\n)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading, where its text starts and where the heading itself does."""

    names: tuple[str, ...]
    start: int
    end: int


def read_rubrics(pages: tuple[Page, ...]) -> tuple[Rubric, ...]:
    """The rubrics that are there, in the order of the table."""
    found: dict[str, Rubric] = {}
    for page in pages[:PAGES]:
        folded = fold(page.text)
        headings = list(_headings(folded))
        for place, heading in enumerate(headings):
            end = headings[place + 1].start if place + 1 < len(headings) else len(page.text)
            text = _shortened(" ".join(page.text[heading.end : end].split()))
            for name in heading.names if text else ():
                found.setdefault(name, Rubric(name, page.number, text))
    return tuple(found[name] for name in RUBRICS if name in found)


def propose_rubrics(rubrics: tuple[Rubric, ...]) -> tuple[Proposal, ...]:
    """Why each rubric is there: its page and the beginning of its text."""
    return tuple(
        Proposal(each.name, Method.RUBRICS, 0.8, (Evidence(each.page, each.text[:240]),)) for each in rubrics
    )


def _headings(folded: str) -> Iterator[_Heading]:
    for match in _HEADING_LINE.finditer(folded):
        heading = match["heading"].strip()
        names = tuple(name for name, head in _HEADS.items() if re.search(rf"\b(?:{head})", heading))
        alone = match["colon"] or len(heading.split()) <= 5
        if names and alone and len(heading) <= HEADING:
            yield _Heading(names, match.start(), match.end())


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[: text.rfind(" ", 0, LONGEST)] + " …"
