"""The rubrics of a practice sheet: what each heading the field writes its cases under is followed by.

In: the pages of a sheet; out: `Rubric`s in the order of `catalogue.rooms.RUBRICS`, each with the page where
it begins. A heading is a short line of its own, the left cell of a row, or words before a colon at the head
of a line, or before a full stop where a sheet does so again and again. One of two rubrics (« Porteur et
partenaires ») gives both; two of one rubric (« Déroulé », « Calendrier ») are put together, the same heading
again is another sheet's. All are optional; what has no rubric (« Public visé », « Perspectives ») ends one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.record import Evidence, Method, Page, Rubric
from catalogue.rooms import RUBRICS
from indexer.describe.folded_text import fold
from indexer.describe.proposal import Proposal

#: Rubric → how its heading begins, folded, in the order in which they are tried; the last have no rubric.
_HEADS = {
    "limits": r"limites|difficultes|freins"
    r"|points? (?:de vigilance|faibles?|a ameliorer|de blocage|d['’]amelioration|d['’]attention)|obstacles"
    r"|ecueils|risques|contraintes|ce qui (?:reste|est) (?:a|difficile)|ameliorations"
    r"|(?:a|ce qu['’]il faut) (?:ameliorer|eviter)",
    "context": r"contextes?|origines?|genese|naissance|constats?|diagnostic|points? de depart|pourquoi"
    r"|situation (?:initiale|de depart|de l['’])|enjeux|problematique|besoins?|historique|etat des lieux"
    r"|d['’]ou (?:vien|est)\w*",
    "aims": r"objectifs?|finalites?|buts?|ambitions?|intentions?|visees|vise|(?:l['’])?on cherche"
    r"|pour quoi faire",
    "territory": r"territoires?|lieux?|localisation|perimetre|sites?|ou \?|zones? d|secteurs?|implantation",
    "lead": r"porteu(?:r|se)s?|portee? par|qui porte|pilotee? par|pilotes?|pilotage"
    r"|maitr(?:is)?e d['’]ouvrage|structures?|qui \?|portage|operateurs?|commanditaires?|initiateurs?"
    r"|action (?:menee|portee|pilotee) par|a l['’]initiative",
    "partners": r"(?:reseau de )?partenaires?|partenariats?|avec qui"
    r"|acteurs (?:mobilises|impliques|associes|concernes)",
    "course": r"deroule(?:ment)?|(?:mise en|mettre en) (?:oe|œ)uvre|demarche|methodes?|methodologie"
    r"|actions? (?:menees?|realisees?|mises? en)|etapes|phases|descripti(?:on|f)|contenus?"
    r"|comment(?: \?| ca| cela)|realisations?|mise en place|modalites|calendrier|planning|fonctionnement"
    r"|organisation|activites|(?:ce qui a ete|ce qu['’]on a|ce que nous avons) fait|concretement|principes?"
    r"|(?:le )?projet(?= *$)|action(?= *$)|action en bref",
    "means": r"moyens|budget|financements?|financeurs?|couts?|combien|ressources|plan de financement"
    r"|aspects financiers",
    "results": r"resultats?|bilan|effets|impacts?|evaluation|plus[- ]values?|points? forts?|enseignements"
    r"|apports|acquis|facteurs|conditions de reussite|reussites|retombees|benefices|conclusions?"
    r"|ce qu['’](?:on en|il faut en?) reti|ce qu['’](?:on|il faut) ret"
    r"|ce (?:qui|que ca|que cela|que l['’]action) (?:a |en )?(?:change|marche|fonctionne)",
    "contact": r"contact(?:s|er)?|pour (?:en savoir|aller) plus|en savoir plus|coordonnees|renseignements"
    r"|personnes? a contacter|personnes?[- ]ressources?|referente?s?|interlocut(?:eurs?|rices?)"
    r"|informations? pratiques",
    "": r"publics?|beneficiaires|destinataires|perspectives?|suites?|et (?:apres|demain|ensuite)"
    r"|transferabilite|intitule|titre|nom d|mots[- ]cles|thematiques?|themes?|dates?|durees?|periode"
    r"|prolongements",
}  # fmt: skip
#: What stands before: an article, a word that says which, of what it is.
_BEFORE = (
    r"(?:(?:l[ea]s?|nos|vos|quelques|une?|a|ce que) |[ld]['’])?(?:(?:grand|principa|premier)\w* )?"
    r"(?:(?:elements?|presentation|rappel) (?:de la |de l['’]|des |du |de |d['’]))?"
)
_HEAD = {name: re.compile(rf"{_BEFORE}(?:{heads})(?!\w)") for name, heads in _HEADS.items()}
#: Longest heading, in characters and, without a colon, in words; longest text kept of a rubric.
HEADING, WORDS, LONGEST = 70, 6, 1200
#: Headings that end with a full stop in a sheet that writes them so.
STOPPED = 3
#: Pages of a sheet; longer documents are no sheets, but may open with one.
PAGES = 8
_HEADING_LINE = re.compile(
    rf"^[ \t#*•\-–▪►\d.)]{{0,8}}(?P<heading>[^\W\d_][^:.|\n]{{1,{HEADING}}}?)[ \t\xa0\u202f*]*"
    r"(?P<end>:[ \t*]*|\|(?=[^|\n]*$)|\.(?=[ \t]+\S)|$)",
    re.MULTILINE,
)
_TWO = re.compile(r" et |/| & |, ")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading as written, its rubrics, where it starts and where its text does."""

    names: tuple[str, ...]
    words: str
    start: int
    end: int
    stopped: bool


def read_rubrics(pages: tuple[Page, ...]) -> tuple[Rubric, ...]:
    """The rubrics that are there, in the order of the table."""
    found: dict[str, Rubric] = {}
    written: dict[str, set[str]] = {}
    for page in pages[:PAGES]:
        headings = _kept(list(_headings(page.text)))
        for place, heading in enumerate(headings):
            end = headings[place + 1].start if place + 1 < len(headings) else len(page.text)
            text = " ".join(page.text[heading.end : end].split())
            for name in heading.names if text else ():
                before = found.get(name)
                if before is None:
                    found[name] = Rubric(name, page.number, _shortened(text))
                elif before.page == page.number and heading.words not in written[name]:
                    found[name] = Rubric(name, page.number, _shortened(f"{before.text} {text}"))
                written.setdefault(name, set()).add(heading.words)
    return tuple(found[name] for name in RUBRICS if name in found)


def propose_rubrics(rubrics: tuple[Rubric, ...]) -> tuple[Proposal, ...]:
    """Why each rubric is there: its page and the beginning of its text."""
    return tuple(
        Proposal(each.name, Method.RUBRICS, 0.8, (Evidence(each.page, each.text[:240]),)) for each in rubrics
    )


def _headings(text: str) -> Iterator[_Heading]:
    folded = fold(text)
    for match in _HEADING_LINE.finditer(folded):
        words = match["heading"].strip()
        names = tuple(dict.fromkeys(filter(None, map(_name, _TWO.split(words)))))
        first, ending = text[match.start("heading")], match["end"][:1]
        alone = ending in {":", "|"} or (len(words.split()) <= WORDS and not first.islower())
        if alone and (names or _name(words) is not None):
            yield _Heading(names, words, match.start(), match.end(), ending == ".")


def _name(words: str) -> str | None:
    """The rubric of a heading, empty for one that has none; None for what is no heading."""
    return next((name for name, head in _HEAD.items() if head.match(words)), None)


def _kept(headings: list[_Heading]) -> list[_Heading]:
    """The headings without those that are the first words of a sentence in a sheet that does not write so."""
    stopped = {name for each in headings if each.stopped for name in each.names}
    return [each for each in headings if not each.stopped or len(stopped) >= STOPPED]


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[: text.rfind(" ", 0, LONGEST)] + " …"
