"""The domain: whether a document as a whole is of the centre's field, as nearly all that a centre keeps is.

A standard of data, a code of conduct or the minutes of a software house name « gouvernance », « évaluation »
or an agency in passing as well. How dense the words of the vocabularies are, and what all words of the text
tell (`said_words`), say together how likely a librarian would give it any theme or programme at all; where
that is unlikely it weighs against each of them. Against a type it weighs already where that is not clear: the
words of a genre are said in other fields too (of open data, of partners). Against places it tells nothing: a
page of another field is about its town as much. Length is no sign: a long report of the field is as dense as
a page. Limit: words were learnt of urban policy, so that documents of a library with
vocabularies of another field are doubted a little, the less the denser its own words are.
"""

import math
from collections.abc import Mapping

from indexer.describe.mentions import Survey
from indexer.describe.said_words import SAID
from indexer.describe.weights import NO_SIGNS, Signs, Weights, log_odds

#: The question, and the one answer it has (one word, as all that words tell of).
DOMAIN, OF_IT = "domain", "within"
#: The sign it makes of every theme, programme and type, and the most it can be.
OUTSIDE, UTMOST = "outside", 4.0
#: The sign by which types are doubted, and the log-odds of being of the field from which none is.
HARDLY, SURE = "hardly within", 2.0
#: Words over fewer of which nothing is dense, and below which to say nothing of the field tells nothing.
FEWEST_WORDS, FEW = 100, 50


def domain_signs(survey: Survey) -> dict[str, dict[str, float]]:
    """How often in a thousand words the document says any theme or programme."""
    said = sum(tally.zones.total() for name in ("themes", "programmes") for tally in survey.of(name).values())
    return {OF_IT: {"density": math.log1p(1000 * said / max(FEWEST_WORDS, survey.words))}}


def outside_domain(survey: Survey, said: Mapping[str, float], weights: Weights) -> Signs:
    """How little it seems of the field, as signs; none of a text of a few words, of which nobody knows."""
    if not said or survey.words < FEW:
        return NO_SIGNS
    words = {SAID: weights.told(DOMAIN, said).get(OF_IT, 0.0)}
    chance = weights.probability(DOMAIN, {**domain_signs(survey)[OF_IT], **words})
    return doubts(chance)


def doubts(chance: float) -> dict[str, float]:
    """Both signs of a document that is of the field with this probability."""
    return {**outside(chance), **hardly(chance)}


def outside(chance: float) -> Signs:
    """The sign of a document that is of the field with this probability: 0 where it more likely is."""
    return {OUTSIDE: max(0.0, min(UTMOST, -log_odds(chance)))}


def hardly(chance: float) -> Signs:
    """The sign of one that is not clearly of the field, for what is doubted from there on."""
    return {HARDLY: max(0.0, min(UTMOST, SURE - log_odds(chance)))}
