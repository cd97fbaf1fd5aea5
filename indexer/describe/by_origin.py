"""What the text tells and what the origin does, weighed together.

The text is weighed first, by weights that never saw an origin, so that a document without one is described as
if there were no such thing. Then the likelihood this gave, and what the origin says of the candidate
(`origin_signs`), are the signs of a question of their own (`…, by origin`), learnt from documents whose
address is known.
"""

from collections.abc import Mapping

from indexer.describe.weights import LIKELIHOOD, Signs, Weights, log_odds

#: Question → the one that weighs an origin beside its likelihood.
BY_ORIGIN = {
    **{kind: f"{kind}, by origin" for kind in ("communes", "departements", "regions")},
    "persons": "creators, by origin",
    "bodies": "creators, by origin",
    "year": "year, by origin",
}
#: The question that weighs who stands for a document's places, or has an address it prints, beside the text.
INFERRED = "creators, inferred"
#: Signs of a candidate that no text names, and of the likeliest other one.
ALONE, RIVAL = "only the origin", "rival"
#: Sign of what the origin is of: to be named in passing is no worse for it than not to be named.
OWN, PASSING = "its own", 0.1
#: Sign of what a folder alone is called by, and how likely it makes what no text names: it never decides.
BY_FOLDER, FOLDER = "is: folder", 0.45


def chance_of(weights: Weights, question: str, base: float | None, origin: Signs, rival: float) -> float:
    """How likely a candidate is by text and origin; `base` by its text alone, None when no text names it."""
    both = BY_ORIGIN[question]
    if not origin or both not in weights.questions:
        return base or 0.0
    chance = weights.probability(both, beside(base, origin, rival))
    return min(chance, FOLDER) if base is None and origin.get(BY_FOLDER) else chance


def beside(base: float | None, origin: Signs, rival: float) -> dict[str, float]:
    """The signs of a question by origin: what the origin says, how likely the text made this and others."""
    if base is not None:
        told = max(base, PASSING) if origin.get(OWN) else base
        return {**origin, LIKELIHOOD: log_odds(told), RIVAL: rival}
    return {**{f"{ALONE}, {sign}": value for sign, value in origin.items()}, ALONE: 1.0, RIVAL: rival}


def rivals(chances: Mapping[str, float | None]) -> dict[str, float]:
    """Candidate → how likely the text makes the likeliest other one."""
    told = [*sorted((chance or 0.0 for chance in chances.values()), reverse=True), 0.0]
    return {each: told[1] if chance == told[0] else told[0] for each, chance in chances.items()}
