"""The audience: for whom the document says it was made, never whom it merely speaks of.

Only the document's own word counts: « Ce guide s'adresse aux élus », « À l'usage des bailleurs » at its head,
« Mesdames et Messieurs les préfets » above a circular. What a programme or another document is for is a
subject. A reader counts where the enumeration names it at the head of an item, so that « aux associations
d'habitants » is said to associations. The words are those of the vocabulary `audiences`.
"""

import re
from collections.abc import Iterator, Mapping

from catalogue.corrections import Learnt
from catalogue.record import Evidence, Method, Page
from catalogue.vocabulary.concepts import Concept, Vocabulary
from indexer.describe.folded_text import fold
from indexer.describe.proposal import Proposal
from indexer.describe.quotes import LENGTH, quote
from indexer.describe.wordings import Wording

FIELD = "audience"
#: Pages of the beginning that may say it, and characters read of each.
PAGES, REACH = 4, 6000
#: Characters that count as the head of the document, where it need not say « ce guide ».
HEAD = 600
#: Characters of an enumeration of readers.
LISTED = 220
#: What is proposed in spite of refusals.
LEAST = 0.3
_DOCUMENT = (
    r"(?:guide|document|fiche|brochure|livret|plaquette|lettre|note|rapport|kit|boite a outils|recueil|cahier"
    r"|manuel|dossier|publication|ouvrage|vade-?mecum|memento|referentiel|bulletin|infolettre|newsletter"
    r"|carnet|mode d'emploi|toolkit|handbook|report|paper|leaflet)s?"
)
_OFTEN = r"(?:\s+(?:avant tout|d'abord|aussi|egalement|surtout|en priorite|en premier lieu|\w+ment|\w+ly))?"
_FOR = (
    rf"(?:s'adresse(?:nt)?{_OFTEN}\s+(?:a|aux?)|(?:est\s+|sont\s+)?(?:destine|dedie|reserve|adresse)e?s?{_OFTEN}"
    r"\s+(?:a|aux?)|(?:est\s+|sont\s+)?(?:concu|pense|ecrit|redige|realise)e?s?\s+pour"
    r"|a\s+(?:destination|l'usage|l'attention|l'intention)\s+d(?:es?|u|')"
    rf"|(?:is\s+|are\s+)?(?:intended|designed|meant|written){_OFTEN}\s+for"
    rf"|(?:is\s+|are\s+)?(?:aimed|addressed|directed){_OFTEN}\s+(?:at|to))(?!\w)"
)
#: The document speaks of itself, and nothing else comes between it and its readers.
_ITSELF = (
    rf"\b(?:ce|cet|cette|le present|la presente|notre|this|present)\s+(?:\w+\s+)?{_DOCUMENT}\b"
    rf"(?:[^.;:?!\n]{{0,40}}?\s|[^.;?!]{{0,200}}[.;,]\s+(?:il|elle|it)\s+){_FOR}"
)
_ASKED = Wording(
    r"\ba\s+qui\s+(?:s'adresse|est\s+destinee?)[^?\n]{0,50}\?\s+(?:a(?!\w)|aux?)?"
    rf"|{_ITSELF}"
)
_HEADED = Wording(
    rf"(?:^|\n)[ \t]*(?:(?:\w+\s+)?{_DOCUMENT}(?:\s+\w+){{0,3}}?\s+(?:{_FOR}|pour(?=\s+l|\s+tou)|for(?!\w))"
    r"|(?:document\s+)?a\s+(?:destination|l'usage|l'attention|l'intention)\s+d(?:es?|u|')(?!\w)"
    r"|(?:a\s+)?(?:mesdames\s+et\s+messieurs|mesdames,?\s+messieurs|messieurs)\s+(?=les\s))"
)
#: A title speaks of the document without naming it.
_TITLED = Wording(rf"{_FOR}|\b{_DOCUMENT}(?:\s+pratique)?\s+(?:pour(?=\s+l|\s+tou)|for(?!\w))")
_DETERMINERS = re.compile(
    r"\s*(?:(?:a|aux?|et|de|des|du|d'|l'|les?|la|the|all|tous|toutes|l'ensemble|ensemble|differente?s|futur\w*"
    r"|nouve\w+|acteurs(?=\s+(?:elus|associatifs)))(?:\s+|(?<=')))*"
)
_NEXT = re.compile(r"\s*[,/•\n]\s*|\s+(?:et|ou|and|or|ainsi\s+qu[e']|mais\s+aussi)(?:\s+|(?<='))")
_END = re.compile(
    r"[.;:!?()]|\n\s*\n|\s(?:qui|dont|afin|pour|dans|sur|par|avec|aupres|souhait\w+|desir\w+|charge\w*|en|who|that"
    r"|in|to|with)\s"
)


class AudienceReader:
    """The readers that the vocabulary knows, compiled once."""

    def __init__(self, audiences: Vocabulary) -> None:
        self._forms: Mapping[str, str] = {
            _stem(name): concept.identifier
            for concept in audiences.offered.values()
            for name in _names(concept)
        }
        ranked = sorted(self._forms, key=len, reverse=True)
        self._written = re.compile(rf"(?:{'|'.join(ranked)})(?!\w)") if ranked else None

    def propose(self, pages: tuple[Page, ...], title: Proposal, learnt: Learnt) -> tuple[Proposal, ...]:
        """The audiences the title, then the first pages name, each once, in reading order."""
        found: dict[str, Proposal] = {}
        for proposal in self._read(pages, title):
            weight = learnt.weight(FIELD, proposal.value, proposal.terms[0])
            if proposal.confidence * weight >= LEAST:
                found.setdefault(proposal.value, proposal)
        return tuple(found.values())

    def _read(self, pages: tuple[Page, ...], title: Proposal) -> Iterator[Proposal]:
        if title.method != Method.FILE_NAME:
            first = title.evidence[0].page if title.evidence else 1
            yield from self._said(_TITLED, first, title.value, 0.85, title.evidence)
        for number, page in enumerate(pages[:PAGES]):
            if number == 0:
                yield from self._said(_HEADED, page.number, page.text[:HEAD], 0.7)
            yield from self._said(_ASKED, page.number, page.text[:REACH], 0.8)

    def _said(
        self,
        cue: Wording,
        page: int,
        text: str,
        confidence: float,
        evidence: tuple[Evidence, ...] = (),
    ) -> Iterator[Proposal]:
        folded = fold(text).replace("’", "'")
        for said in cue.finditer(folded):
            begins = said.end() - len(said[0].lstrip())
            for identifier, start, end in self._readers(folded, said.end()):
                seen = evidence or (Evidence(page, _quoted(text, begins, end, alone=cue is _HEADED)),)
                yield Proposal(identifier, Method.STATED, confidence, seen, (text[start:end],))

    def _readers(self, folded: str, start: int) -> Iterator[tuple[str, int, int]]:
        """Each reader that an item of the enumeration begins with, and where it is written."""
        stop = min(len(folded), start + LISTED)
        end = _END.search(folded, start + 1, stop)
        stop = end.start() if end else stop
        place: int | None = start
        while place is not None and place < stop and self._written:
            begins = _DETERMINERS.match(folded, place, stop)
            head = begins.end() if begins else place
            reader = self._written.match(folded, head, stop)
            if reader:
                yield self._identifier(reader[0]), head, reader.end()
            following = _NEXT.search(folded, reader.end() if reader else head, stop)
            place = following.end() if following else None

    def _identifier(self, written: str) -> str:
        return next(each for form, each in self._forms.items() if re.fullmatch(form, written))


def _quoted(text: str, start: int, end: int, *, alone: bool) -> str:
    """The sentence; of an address, which ends by no full stop, the line alone."""
    if not alone:
        return quote(text, start, end)
    stop = text.find("\n", end)
    return text[start : stop if stop >= 0 else None].strip()[:LENGTH]


def _names(concept: Concept) -> Iterator[str]:
    """The labels in French and English, whole and in their parts, then the other words of the vocabulary."""
    for label in concept.labels.values():
        yield label
        yield from (
            piece for piece in re.split(r"\s+(?:et|and)\s+", label) if not piece.startswith(("de ", "l'"))
        )
    yield from (*concept.alternatives, *concept.acronyms, *concept.cues)


def _stem(name: str) -> str:
    """An expression for the singular, the plural and the inclusive spellings of each word: « élu·e·s »."""
    words = re.findall(r"[\w'-]+", fold(name).replace("’", "'"))
    return r"\s+".join(rf"{re.escape(word.rstrip('sx') or word)}(?:[·.(-]?e[·.)-]?)?[sx]?" for word in words)
