"""The questions whose weights are learnt, and the signs each is judged by.

Where documents tell little, weights begin with what anybody knows (`priors`), and documents move them from
there. `learning` does the learning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.priors import (
    AUTHOR_PRIOR,
    BODIES_PRIOR,
    FILED_YEAR_PRIOR,
    PERSONS_PRIOR,
    PLACE_PRIOR,
    STANDING_PRIOR,
    TYPE_PRIOR,
    YEAR_PRIOR,
)
from indexer.describe.dates import SURETY as YEAR_SURETY
from indexer.describe.domain import DOMAIN, HARDLY, OUTSIDE
from indexer.describe.kind import SURETY
from indexer.describe.said_words import SAID


@dataclass(frozen=True, slots=True)
class Question:
    """What is weighed: the signs are few, since few documents speak for each."""

    #: Field of the record the answers go to.
    field: str
    #: The signs that are weighed (`is *`: all that begin so); others tell nothing more.
    signs: tuple[str, ...]
    #: Whether it has one answer at most.
    single: bool = False
    #: How much a weight costs: few documents speak for each sign.
    ridge: float = 1.0
    #: Question whose weights tell how often the likeliest answer is right.
    surety: str = ""
    #: Whether whole files teach it; of all else they tell too little that is of the field.
    whole: bool = False
    #: The sign of `domain` by which its answers are doubted in a document that is hardly of the field.
    doubted: str = ""
    #: Whether answers are surer where rules were written: phrases are those of the documents one reads.
    written: bool = False
    #: What a sign is worth before any document speaks: where documents are few, what is generally known
    #: holds.
    prior: Mapping[str, float] = field(default_factory=dict)


QUESTIONS = {
    "communes": Question(
        "places",
        (
            "weight",
            "early",
            "first",
            "head",
            "introduced",
            "aside",
            "capitals",
            "listed",
            "towns elsewhere",
            "very many",
            "elsewhere is named",
            "small name, no clue",
            "doubt",
            "a group's",
            "Paris",
        ),
    ),
    "departements": Question(
        "places",
        (
            "head",
            "title",
            "others",
            "weight",
            "holds towns",
            "holds weight",
            "lies in what is named",
            "elsewhere is named",
            "Paris",
            "a town inside in the title",
            "bare",
            "of a body",
        ),
    ),
    "regions": Question(
        "places",
        (
            "weight",
            "early",
            "head",
            "title",
            "listed",
            "very many",
            "holds towns",
            "holds weight",
            "holds départements",
            "towns elsewhere",
            "a town in the title",
        ),
    ),
    "themes": Question(
        "themes",
        (
            "score",
            "share",
            "first",
            "rank",
            "title",
            "heading",
            "head",
            "several words",
            "others",
            "long",
            "position",
            "opening",
            "spread",
            "in a row",
            "others in the title",
            SAID,
            "is *",
        ),
        doubted=OUTSIDE,
        written=True,
    ),
    "programmes": Question(
        "programmes",
        (
            "weight",
            "enough",
            "heading",
            "head",
            "several words",
            "once",
            "late, alone, long",
            "a body",
            "a law",
        ),
        doubted=OUTSIDE,
    ),
    "year": Question("issued", ("*",), single=True, ridge=2.0, surety=YEAR_SURETY, prior=YEAR_PRIOR),
    "persons": Question("creators", ("*",), ridge=4.0, written=True, prior=PERSONS_PRIOR),
    "bodies": Question("creators", ("*",), ridge=4.0, written=True, prior=BODIES_PRIOR),
    "type": Question(
        "type",
        (
            "points",
            SAID,
            "leads by words",
            "leads by words and phrases",
            "told",
            "told early",
            "suggested",
            "of no genre",
            "says it is",
            "begins the file's name",
            "is *",
            "*: *",
        ),
        single=True,
        surety=SURETY,
        doubted=HARDLY,
        written=True,
        prior=TYPE_PRIOR,
    ),
}
#: Whether a document is of the field at all, asked before all others.
DOMAIN_QUESTION = Question(DOMAIN, ("density", SAID), whole=True)

INFERRED_QUESTION = Question("creators", ("*",), ridge=4.0, prior=STANDING_PRIOR)
BY_ORIGIN_QUESTIONS = {
    **{
        f"{kind}, by origin": Question("places", ("*",), ridge=4.0, prior=PLACE_PRIOR)
        for kind in ("communes", "departements", "regions")
    },
    "creators, by origin": Question("creators", ("*",), ridge=4.0, prior=AUTHOR_PRIOR),
    "year, by origin": Question("issued", ("*",), single=True, ridge=4.0, prior=FILED_YEAR_PRIOR),
}
