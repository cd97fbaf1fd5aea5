"""The themes: the few a document is about, the main one first.

A theme is judged against the other themes of the same document. Different words of it count more than one
word repeated, and each more in the title, in a heading or at the head than in the body; what remains below
what a document of that length says in passing, or far below the first theme, is left out.
"""

import math

from indexer.describe.concept_forms import in_context, named_by_a_body
from indexer.describe.folded_text import Passage
from indexer.describe.mentions import Survey, Tally, Weight, Zone
from indexer.describe.proposal import Proposal
from indexer.describe.recogniser import Hit, Writing

FIELD = "themes"
MOST = 4
#: What a theme is worth that the text names once, and not in a title.
ONCE = 0.7
#: Share of the first theme's score below which a theme is no subject of the document.
SHARE = 0.25
#: Score that a text of a page must reach; longer ones say more in passing.
LEAST = 1.25
PAGE_WORDS = 500
#: Three letters mean too many things to tell a theme by themselves (API is an interface and an allowance).
SHORT_ACRONYM = 3
#: Words from which a subject is expected to be said in more than one way.
LONG = 600


def weigh_themes(passage: Passage, hits: list[Hit]) -> list[Weight]:
    """What each hit of a passage is worth for its theme."""
    return [_weight(hit, passage) for hit in hits]


def _weight(hit: Hit, passage: Passage) -> Weight:
    """A label of several words is worth most, a cue of one word least."""
    if not in_context(hit, passage):
        return Weight(0)
    value = 1.0 if hit.form.names else 0.7
    if hit.form.writing is Writing.WORDS and " " in hit.form.text:
        value *= 1.4
    acronym = hit.form.writing is Writing.ACRONYM and len(hit.form.text) <= SHORT_ACRONYM
    return Weight(value * (0.3 if named_by_a_body(hit, passage) else 1.0), certain=not acronym)


def propose_themes(survey: Survey) -> tuple[Proposal, ...]:
    """At most MOST themes with up to three quotes each."""
    tallies = {theme: tally for theme, tally in survey.of(FIELD).items() if _is_subject(tally, survey.words)}
    scores = {theme: _score(tally) for theme, tally in tallies.items()}
    best = max(scores.values(), default=0.0)
    least = max(LEAST + math.log2(max(1.0, survey.words / PAGE_WORDS)), SHARE * best)
    ranked = sorted(scores, key=lambda theme: -scores[theme])
    kept = [theme for theme in ranked if scores[theme] >= least][:MOST]
    return tuple(
        Proposal(
            theme,
            "vocabulary",
            _confidence(scores[theme], tallies[theme]),
            tallies[theme].evidence,
            tallies[theme].terms,
        )
        for theme in kept
    )


def _is_subject(tally: Tally, words: int) -> bool:
    """Whether a long document says the theme in several ways, or announces it in a title."""
    announced = tally.zones[Zone.TITLE] or tally.zones[Zone.HEADING]
    return words < LONG or bool(announced) or len(tally.forms) > 1


def _score(tally: Tally) -> float:
    """Sum over the forms of a logarithm: the tenth time a word is said tells less than a second word."""
    certain = sum(math.log2(1 + weight) for weight in tally.forms.values())
    doubtful = sum(math.log2(1 + weight) for weight in tally.doubtful.values()) / 2
    announced = tally.zones[Zone.TITLE] or tally.zones[Zone.HEADING]
    once = tally.zones.total() == 1 and not announced
    return (certain + doubtful) * (ONCE if once else 1.0)


def _confidence(score: float, tally: Tally) -> float:
    return min(0.95, score / (score + 2.5) + (0.15 if tally.zones[Zone.TITLE] else 0.0))
