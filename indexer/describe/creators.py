"""The authors: persons and bodies that sign the document, in its metadata, a byline or where bodies do.

Office programs sign for whoever owns the computer, so a declared author counts only when it reads like a
person or a body; a byline in the text counts more, since somebody set it there for readers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from catalogue.record import Evidence, Method, Page
from catalogue.vocabulary.labels import LINKING_WORDS
from indexer.describe.attributions import as_town, attributions, council, labelled, of_town
from indexer.describe.author_mentions import key
from indexer.describe.author_types import beside_sorts, beside_sorts_by_origin, sorts_of
from indexer.describe.blanks import is_left_blank
from indexer.describe.bodies import is_body, signing_bodies
from indexer.describe.by_origin import INFERRED, beside, chance_of, rivals
from indexer.describe.creator_signs import Candidate, creator_candidates
from indexer.describe.folded_text import fold
from indexer.describe.imprint import publishing_bodies
from indexer.describe.known_bodies import known_body
from indexer.describe.name_case import as_shown
from indexer.describe.own_sites import own_sites
from indexer.describe.parties import parties
from indexer.describe.persons import PERSON
from indexer.describe.proposal import Proposal
from indexer.describe.site_names import split_site
from indexer.describe.weights import LEAST, OFFERED, Signs, Weights, shipped
from indexer.extract.extracted import Extracted

MOST = 8
#: Probability from which an author is proposed; below it, on the half rules are written on, one in three was
#: right.
PROPOSED = LEAST
_NOBODY = re.compile(
    r"(administrat(eu|o)r|admin|user|utilisateur( windows)?|util|owner|propri[ée]taire|auteur|author"
    r"|anonym\w+|inconnu|unknown|client|poste|pc|default|defaut|d[ée]faut|standard|windows|microsoft"
    r"|office|hewlett.packard|dell|acer|lenovo|asus|apple|mac\w*|invit[ée]|guest|secr[ée]tariat|stagiaire"
    r"|acrobat|adobe|python-docx|openxml|libreoffice|openoffice|none|null|test|root|nom|name|pr[ée]nom\w*"
    r"|scan\w*|ricoh|xerox|canon|konica\w*|toshiba|sharp|kyocera|imprimante|copieur)[\W\d_]*",
    re.IGNORECASE,
)
_PROGRAMS = re.compile(
    r"microsoft|acrobat|adobe|libreoffice|openoffice|indesign|quark|ghostscript|latex|distiller", re.I
)
_BYLINE = re.compile(
    r"^[ \t\-–•*]{0,8}(?:auteure?(?:[·.(]?[es]+\)?|s)?(?: ?/ ?autrices?)?|auteurs?|autrices?"
    r"|r[ée]daction|r[ée]dig[ée]e? par"
    r"|r[ée]dact(?:eur|rice)s?|r[ée]alis[ée]e? par|(?:[ée]tude|enqu[êe]te|rapport|document|guide|fiche"
    r"|m[ée]moire) (?:r[ée]alis[ée]e?|r[ée]dig[ée]e?|pr[ée]par[ée]e?|pr[ée]sent[ée]e?) par"
    r"|propos recueillis par|written by|authors?|par)\s*(?:[:–-]\s*|(?<=par)\s+)(?P<names>\S.{2,160})$",
    re.IGNORECASE | re.MULTILINE,
)
_BETWEEN = re.compile(r"\s*(?:[,;/•|]|\bet\b|&|\band\b|\s[-–]\s)\s*")


def read_creators(
    extracted: Extracted,
    title: str = "",
    subjects: frozenset[str] = frozenset(),
    town: str = "",
    departement: str = "",
) -> dict[str, Candidate]:
    """Who may be the author, with what is seen of each.

    `subjects` are acronyms of what documents speak of, `town` and `departement` those this document is about.
    """
    site, own = list(_site(extracted, town)), list(own_sites(extracted.pages, town, departement))
    if site and site[0].value not in title:
        title = f"{title} | {site[0].value}"
    told: dict[str, list[Proposal]] = {
        "byline": list(_bylines(extracted.pages[:2])),
        "declared": [each for each in _declared(extracted) if each.confidence >= LEAST],
        "wording": list(attributions(extracted.pages, title, subjects)),
        "labelled": list(labelled(extracted.pages, subjects)),
        "council": list(council(extracted.pages, town)),
        "place": list(signing_bodies(extracted.pages)),
        "party": list(parties(extracted.pages, title, subjects)),
        "imprint": list(publishing_bodies(extracted.pages)),
        "site": site,
        "own site": own,
    }
    found = creator_candidates(extracted.pages, title, subjects, told)
    if own:
        found.pop(key(f"{town}.fr"), None)
    return found


def propose_creators(
    candidates: Mapping[str, Candidate],
    weights: Weights | None = None,
    types: Mapping[str, float] | None = None,
) -> tuple[Proposal, ...]:
    """The likely authors, likeliest first; those shipped are the weights unless others are given.

    `types` is how likely the document is of each type.
    """
    chances = _chances(candidates, weights or shipped(), sorts_of(types or {}))
    likely = sorted((name for name in chances if chances[name] >= OFFERED), key=lambda name: -chances[name])
    kept = _once(likely, candidates)
    # Who is named together stays in the order of the text: it says who did most.
    surest: dict[object, float] = {}
    for name in kept:
        surest.setdefault(candidates[name].evidence or name, chances[name])
    order = list(candidates)
    kept.sort(key=lambda name: (-surest[candidates[name].evidence or name], order.index(name)))
    return tuple(
        Proposal(
            as_town(as_shown(candidates[name].name)),
            candidates[name].method,
            min(0.97, chances[name]),
            candidates[name].evidence,
            doubtful=chances[name] < PROPOSED,
        )
        for name in kept[:MOST]
    )


def _chances(
    candidates: Mapping[str, Candidate], weights: Weights, sorts: Mapping[str, float]
) -> dict[str, float]:
    """How likely each author is: by the text, then by what can be inferred, then by where it comes from."""
    base = {
        name: weights.probability(each.question, beside_sorts(each.signs, sorts)) if each.signs else None
        for name, each in candidates.items()
    }
    others = rivals(base)
    inferred = {
        name: _inferred(weights, base[name], beside_sorts(each.inferred, sorts), others[name])
        for name, each in candidates.items()
    }
    told = {name: inferred[name] if base[name] is not None else None for name in candidates}
    others = rivals(told)
    return {
        name: max(
            inferred[name] if told[name] is None else 0.0,
            chance_of(
                weights, each.question, told[name], beside_sorts_by_origin(each.origin, sorts), others[name]
            ),
        )
        for name, each in candidates.items()
    }


def _inferred(weights: Weights, base: float | None, signs: Signs, rival: float) -> float:
    """How likely an author is once it is known for which places it stands, or that its address is printed."""
    if not signs or INFERRED not in weights.questions:
        return base or 0.0
    return weights.probability(INFERRED, beside(base, signs, rival))


def _once(likely: Sequence[str], candidates: Mapping[str, Candidate]) -> list[str]:
    """Each author under the likeliest of its names: an acronym or its words, a whole name or a part of it."""
    kept: dict[str, str] = {}
    for name in likely:
        words = set(name.split())
        if not any(words < set(other.split()) or set(other.split()) < words for other in kept.values()):
            kept.setdefault(_whom(candidates[name].name), name)
    return list(kept.values())


def _whom(name: str) -> str:
    """Under which the names of a body are one: « Cerema » and its words, « Mairie de Tours » and its town."""
    known = known_body(name)
    words = re.findall(r"[^\W_]+", fold(known.name if known else as_town(name)))
    return " ".join(word for word in words if word not in LINKING_WORDS)


def written_creators(extracted: Extracted) -> tuple[Proposal, ...]:
    """The authors that a person named for readers at the head of a text; nothing else is asked then."""
    told = _declared(extracted) if extracted.metadata.by_hand else ()
    return tuple(Proposal(each.value, each.method, 0.9, each.evidence) for each in told)


def propose_publisher(extracted: Extracted) -> Proposal | None:
    """The body the imprint names as publisher, or the file's metadata, whichever is surer."""
    publisher = " ".join(extracted.metadata.publisher.split())
    found = list(publishing_bodies(extracted.pages))
    if _is_someone(publisher):
        found.append(Proposal(publisher, Method.METADATA, 0.6, _seen(publisher, extracted.pages)))
    return max(found, key=lambda proposal: proposal.confidence, default=None)


def _site(extracted: Extracted, town: str) -> Iterator[Proposal]:
    """The site whose name stands behind the title of its page."""
    written = extracted.metadata.title or (extracted.lines[0].text if extracted.lines else "")
    site = split_site(" ".join(written.split(" · ")[0].split()))[1]
    if town and fold(site) == fold(town):
        site = f"Ville {of_town(town)}"
    if site and not re.search(r"\d", site) and _is_name(site):
        page = extracted.pages[0].number if extracted.pages else 1
        yield Proposal(site, Method.TITLE, 0.5, (Evidence(page, written[:240]),))


def _is_name(site: str) -> bool:
    """Whether it is written as a name, every word with a capital, and not as the end of a title."""
    words = re.findall(r"[^\W\d_]+", site)
    if fold(words[-1] if words else "") in LINKING_WORDS or site.endswith(("...", "…")):
        return False
    return is_body(site) or all(word[0].isupper() or fold(word) in LINKING_WORDS for word in words)


def _bylines(pages: tuple[Page, ...]) -> Iterator[Proposal]:
    for page in pages:
        for line in _BYLINE.finditer(page.text[:6000]):
            for name in _names(line["names"]):
                yield Proposal(name, Method.BYLINE, 0.85, (Evidence(page.number, line[0].strip()),))


def _names(text: str) -> Iterator[str]:
    """The persons and bodies of a byline; what follows them in brackets or after a full stop is left."""
    text = re.split(r"\.\s+(?=[A-ZÀ-Ý][a-zà-ÿ]{3,} )|\(", text)[0]
    for piece in _BETWEEN.split(text):
        name = piece.strip(" .:")
        if not is_left_blank(name) and (
            PERSON.fullmatch(name) or (is_body(name) and len(name.split()) <= 10)
        ):
            yield name


def _declared(extracted: Extracted) -> Iterator[Proposal]:
    for creator in extracted.metadata.creators:
        for name in re.split(r"\s*[;|]\s*", " ".join(creator.split())):
            if _is_someone(name):
                seen = _seen(name, extracted.pages)
                yield Proposal(name, Method.METADATA, 0.8 if seen else 0.55 if is_body(name) else 0.3, seen)


def _is_someone(name: str) -> bool:
    """Whether an author field holds a person or a body rather than a machine, a login or a program."""
    if (
        len(name) < 3
        or _NOBODY.fullmatch(name)
        or _PROGRAMS.search(name)
        or is_left_blank(name)
        or re.search(r"\d{2}|[_@\\]|\.\w", name)
    ):
        return False
    return bool(PERSON.fullmatch(name)) or is_body(name) or name.isupper() or len(name.split()) > 1


def _seen(name: str, pages: tuple[Page, ...]) -> tuple[Evidence, ...]:
    """The line of the first or last pages that names the author, which tells a signature from a login."""
    words = set(_folded(name).split())
    for page in (*pages[:3], *pages[-1:]):
        for line in page.text[:6000].splitlines():
            if words <= set(re.findall(r"[\w'.-]+", _folded(line))):
                return (Evidence(page.number, line.strip()[:240]),)
    return ()


def _folded(text: str) -> str:
    """Folded, with one kind of apostrophe: programs write one in properties and another in the text."""
    return fold(text).replace("’", "'")
