"""Weights: how much each sign tells for or against a value, and the probability that they add up to.

A describer finds candidates and what can be seen of each (in the title, how often, how introduced, …); what
those signs are worth was learnt from documents described by hand (`bench/learning.py` makes `weights.toml`).
So a probability of .9 means right nine times in ten, and what is more often wrong than right is not proposed.
Prediction is a sum and an exponential: no library, nothing to train where Fonds is installed.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from indexer.describe.said_words import Words, shipped_words, told_by_words

SHIPPED = Path(__file__).parent / "weights.toml"
#: Probability below which a value is more often wrong than right: it is not proposed.
LEAST = 0.5
#: Probability from which a value that is not proposed is offered to a documentalist, and how many of a field.
OFFERED, OFFERS = 0.25, 3
#: The sign every candidate has.
ALWAYS = "always"
#: The one sign of how sure the likeliest answer to a question is: how likely it seemed, as log-odds.
LIKELIHOOD = "likelihood"

#: What can be seen of one candidate: name of the sign → how strongly, 0 when it is not there.
Signs = Mapping[str, float]
NO_SIGNS: Signs = {}


def log_odds(chance: float) -> float:
    """A probability as the sum that gives it."""
    kept = max(1e-6, min(1 - 1e-6, chance))
    return math.log(kept / (1 - kept))


@dataclass(frozen=True, slots=True)
class Weights:
    """Question (`communes`, `type`, …) → sign → weight; a sign that was never met weighs nothing."""

    questions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    #: Question → what each word of a text tells of its values (`said_words`).
    words: Mapping[str, Words] = field(default_factory=dict)

    def told(self, question: str, said: Mapping[str, float]) -> Mapping[str, float]:
        """Value → what the words a text says tell of it."""
        return told_by_words(said, self.words.get(question, {}))

    def probability(self, question: str, signs: Signs) -> float:
        """That a candidate is right, each judged by itself: a document may be about several places."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self._sum(question, signs)))))

    def choice(self, question: str, candidates: Mapping[str, Signs]) -> dict[str, float]:
        """That each candidate is the one right answer; what is missing to 1 is that none of them is."""
        powers = {
            value: math.exp(max(-30.0, min(30.0, self._sum(question, signs))))
            for value, signs in candidates.items()
        }
        total = 1 + sum(powers.values())
        return {value: power / total for value, power in powers.items()}

    def _sum(self, question: str, signs: Signs) -> float:
        weights = self.questions.get(question, {})
        return weights.get(ALWAYS, 0.0) + sum(
            weights.get(sign, 0.0) * value for sign, value in signs.items() if value
        )


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that come with this version."""
    return Weights(tomllib.loads(SHIPPED.read_text(encoding="utf-8")), shipped_words())
