"""Who may have made a document, and what is seen of each: the signs that weights judge authors by.

A candidate is a name that stands in the title, at the head or at the foot, or that a wording names
(« réalisé par », a letterhead, a signature, a declared author). What counts is where it stands, how often,
what it does in its sentence (acts, is spoken of, pays, is met), what stands beside it (a date, an address,
a site of its own name) and how many others there are. What each sign is worth is learnt (`weights`).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from catalogue.record import Evidence, Method, Page
from indexer.describe.author_mentions import HEAD, READ, SHORTEST, Place, Reading, key_of, read_names
from indexer.describe.bodies import is_body, line_at
from indexer.describe.by_origin import BY_ORIGIN, INFERRED
from indexer.describe.folded_text import fold
from indexer.describe.known_bodies import known_body
from indexer.describe.name_contexts import seen_around
from indexer.describe.name_rows import share, without_mates
from indexer.describe.papers import is_paper
from indexer.describe.persons import has_given_name, is_person
from indexer.describe.proper_names import Kind, Name
from indexer.describe.proposal import Proposal
from indexer.describe.state_services import is_state_service
from indexer.describe.weights import Signs

#: The questions whose weights judge them: what tells a person tells no body.
PERSONS, BODIES = "persons", "bodies"
#: Characters from which a name stands in the opening, and of the end of a text that are its foot.
OPENING, END = 160, 150
#: Letters of names too long for acronyms.
LONG = 6
#: Signs of who stands below the title, with the characters from its end within which it is.
BELOW = {"under the title": 60, "below the title": 160, "head below the title": 500}
#: Signs that tell more together than the sum of both.
TOGETHER = (
    *(
        (sign, below)
        for sign in ("alone", "a line", "begins a sentence")
        for below in ("under the title", "below the title")
    ),
    ("alone", "given name"),
    ("alone", "opening"),
    ("alone", "head"),
    ("ends a piece", "given name"),
    ("author before", "given name"),
    ("in a row", "given name"),
    ("the", "acts"),
    ("opening", "given name"),
    ("foot", "alone"),
    ("often", "opening"),
    ("ends the title", "body"),
    ("alone", "body"),
    ("alone", "known"),
    ("a line", "body"),
    ("known", "in the title"),
    ("known", "acts"),
    ("known", "often"),
    ("known", "opening"),
    ("begins a piece", "opening"),
    ("alone", "beside a date"),
    ("first", "body"),
    ("first", "alone"),
    ("in the title", "person"),
    ("ends the title", "person"),
    ("a paper", "alone"),
    ("a paper", "opening"),
    ("a paper", "often"),
    ("a paper", "owner"),
    ("a paper", "acts"),
    ("begins a sentence", "ends a sentence"),
    ("an issue after", "opening"),
    ("an authority's plan", "opening"),
    ("an authority's plan", "often"),
    ("an authority's plan", "in the title"),
)
_BOTH = tuple((one, other, f"{one}, {other}") for one, other in TOGETHER)
#: Characters that an article, and what parts it from a title, may take.
ARTICLE = 12
#: Signs of who is named for another reason: they are no rivals of the author.
NO_AUTHOR = (
    "a jury's",
    "a role before",
    "beside the author",
    "office",
    "an office after",
    "bears a name",
    "picture",
)
#: What an authority makes of its own territory, and how authorities are called.
PLAN = re.compile(
    r"(?<!\w)(contrats?|conventions?|protocole|charte"
    r"|projets? (de territoire|social|urbain|de renouvellement)|plans?|programmes? (local|d.actions?)"
    r"|appels? a (projets?|candidatures?)|evaluation|agenda 21|diagnostic|schema|bilan|deliberations?)(?!\w)"
)
_AUTHORITY = re.compile(
    r"(ville|commune|mairie|communaute (de communes|d.agglomeration|urbaine)|metropole|agglomeration"
    r"|etablissement public territorial|departement|region|conseil (general|departemental|regional)) "
    r"|.* (metropole|agglomeration|agglo)$"
)


@dataclass(slots=True)
class Candidate:
    """Somebody who may be the author."""

    name: str
    kind: Kind
    method: Method
    evidence: tuple[Evidence, ...]
    #: Empty where the text does not name it.
    signs: dict[str, float] = field(default_factory=dict)
    #: How it stands for what the document is about, or has an address that it prints.
    inferred: dict[str, float] = field(default_factory=dict)
    #: What the origin of the document says of it.
    origin: dict[str, float] = field(default_factory=dict)

    @property
    def question(self) -> str:
        """Which weights judge it."""
        return PERSONS if self.kind is Kind.PERSON else BODIES


def creator_candidates(
    pages: Sequence[Page], title: str, subjects: Set[str], told: Mapping[str, Sequence[Proposal]]
) -> dict[str, Candidate]:
    """Name, folded → what is seen of it; `told` are the proposals of each wording that names authors."""
    reading = read_names(pages, fold(title).rstrip(" ."), subjects)
    found = {each: _candidate(each, at, reading) for each, at in reading.mentions.items()}
    for wording, proposals in told.items():
        for proposal in proposals:
            known = known_body(proposal.value) if " " not in proposal.value else None
            _note(found, wording, replace(proposal, value=known.name) if known else proposal, title)
    most = max((each.signs.get("told", 0.0) for each in found.values()), default=0.0)
    for row in reading.rows:
        share([found[name].signs for name in row])
    kinds = Counter(each.kind for each in found.values() if _may_sign(each))
    for each in found.values():
        each.signs["others"] = math.log1p(kinds[each.kind] - _may_sign(each))
    for row in reading.rows:
        without_mates([found[name].signs for name in row])
    for each in found.values():
        each.signs["another is told"] = max(0.0, most - each.signs.get("told", 0.0))
    return found


def signs_of_authors(candidates: Mapping[str, Candidate]) -> dict[str, dict[str, Signs]]:
    """What is seen of each candidate, question by question, for learning: in the text, and by the origin."""
    seen: dict[str, dict[str, Signs]] = {PERSONS: {}, BODIES: {}, INFERRED: {}, BY_ORIGIN[BODIES]: {}}
    for each in candidates.values():
        if each.signs:
            seen[each.question][each.name] = each.signs
        if each.inferred:
            seen[INFERRED][each.name] = each.inferred
        if each.origin:
            seen[BY_ORIGIN[each.question]][each.name] = each.origin
    return seen


def _may_sign(candidate: Candidate) -> bool:
    """Whether it stands alone as those who sign do, and nothing says what else it is there for."""
    return bool(candidate.signs.get("alone")) and not any(candidate.signs.get(sign) for sign in NO_AUTHOR)


def _note(found: dict[str, Candidate], wording: str, proposal: Proposal, title: str) -> None:
    """That a wording names somebody, as surely as it says."""
    name = key_of(proposal.value)
    if name not in found:
        is_one = has_given_name(proposal.value) and not is_body(proposal.value)
        kind = Kind.PERSON if is_one else Kind.BODY
        found[name] = Candidate(proposal.value, kind, proposal.method, proposal.evidence)
        found[name].signs |= _of_name(proposal.value, kind, fold(title).rstrip(" ."))
        _join(found[name].signs)
    candidate = found[name]
    if proposal.method is Method.BYLINE and is_person(proposal.value) and candidate.kind is not Kind.BODY:
        candidate.kind = Kind.PERSON
        candidate.signs |= {Kind.PROPER.value: 0.0, Kind.ACRONYM.value: 0.0, Kind.PERSON.value: 1.0}
        # Who presents a report may well hold an office.
        candidate.signs |= {"office": 0.0, "an office after": 0.0}
    if proposal.confidence > candidate.signs.get("told", 0.0):
        candidate.signs["told"] = proposal.confidence
        candidate.name, candidate.method = proposal.value, proposal.method
        candidate.evidence = proposal.evidence or candidate.evidence
    candidate.signs[f"told: {wording}"] = 1.0


def _candidate(name: str, at: Sequence[tuple[Place, Name]], reading: Reading) -> Candidate:
    place, first = at[0]
    signs: defaultdict[str, float] = defaultdict(float)
    for where, each in at:
        for sign in seen_around(where.text, where.folded, each):
            signs[sign] = 1.0
    starts = [each.start for where, each in at if not where.is_foot]
    folded, words = fold(first.text), reading.words[name]
    signs |= _of_name(first.text, first.kind, reading.title)
    signs |= {
        "first": float(_is_first(at, reading.title)),
        "opening": float(bool(starts) and min(starts) < OPENING),
        "head": float(bool(starts) and min(starts) < HEAD),
        "foot": float(any(where.is_foot or each.end > len(where.text) - END for where, each in at)),
        "often": math.log1p(len(at) - 1),
        "given name": float(first.kind is Kind.PERSON and has_given_name(first.text)),
        "capital surname": float(first.kind is Kind.PERSON and _has_capital_surname(first.text)),
        "long acronym": float(first.kind is Kind.ACRONYM and len(first.text) > LONG),
        "a university": float(reading.is_thesis and folded.startswith("universit")),
        "a site of its name": float(_has_site(folded, reading.sites)),
        "part of a longer name": float(any(words < others for others in reading.holding[min(words)])),
        "in a row": float(any(name in row for row in reading.rows)),
        "we": float(reading.says_we and len(at) > 1),
    }
    below = min((start - reading.begins for start in starts if start >= reading.begins), default=READ)
    signs |= {sign: float(below < far) for sign, far in BELOW.items()}
    if reading.is_thesis:
        signs["a jury's"], signs["a reporter"] = max(signs["a jury's"], signs["a reporter"]), 0.0
    _join(signs)
    evidence = (Evidence(place.page.number, line_at(place.page.text, place.start + first.start)[:240]),)
    method = Method.BYLINE if first.kind is Kind.PERSON else Method.COVER
    return Candidate(first.text, first.kind, method, evidence, dict(signs))


def _of_name(name: str, kind: Kind, title: str) -> dict[str, float]:
    """What a name tells by itself, and whether the title says it."""
    known, folded = known_body(name), fold(name)
    is_authority = bool(_AUTHORITY.match(folded)) or is_state_service(folded)
    return {
        kind.value: 1.0,
        "in the title": float(folded in title),
        "ends the title": float(title.endswith(folded)),
        "known": float(bool(known)),
        "a centre": float(bool(known and known.is_centre)),
        "a paper": float(is_paper(name)),
        "a service": float(folded.startswith("service ")),
        "an authority": float(is_authority),
        "an authority's plan": float(is_authority and bool(PLAN.search(title))),
    }


def _has_capital_surname(name: str) -> bool:
    """« Elise ROCHE »: as authors sign, where a text that speaks of her has « Elise Roche »."""
    return name.split()[-1].isupper() and not name.isupper()


def _join(signs: dict[str, float]) -> None:
    """Signs that tell more together, seen where both are."""
    for one, other, both in _BOTH:
        if (first := signs.get(one)) and (second := signs.get(other)):
            signs[both] = first * second


def _is_first(at: Sequence[tuple[Place, Name]], title: str) -> bool:
    """Whether nothing but the title stands before: where sites and letterheads name themselves."""
    for where, each in at:
        if where.is_foot or each.start > len(title) + ARTICLE:
            continue
        before = fold(where.text[: each.start]).strip(" .\n–—-|")
        if before.removeprefix(title).strip() in ("", "la", "le", "l'", "l’", "les"):
            return True
    return False


def _has_site(name: str, sites: Sequence[str]) -> bool:
    """Whether a site or an address bears this name or its initials: « www.resovilles.com »."""
    if not sites:
        return False
    joined = re.sub(r"\W", "", name)
    initials = "".join(word[0] for word in re.findall(r"\w+", name) if len(word) > SHORTEST)
    return any(
        (len(joined) > SHORTEST and (joined in site or (site in joined and len(site) > SHORTEST)))
        or (len(initials) >= SHORTEST and site == initials)
        for site in sites
    )
