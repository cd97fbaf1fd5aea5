"""The themes: the few a document is about, the main one first.

A theme is judged against the other themes of the same document. Different words of it count more than one
word repeated, and each more in the title, in a heading or at the head than in the body. Score, place,
rank and the theme itself (some are named everywhere) are weighed by what was learnt, as Annif's lexical
matcher does; so is what all words of the text tell of it (`said_words`), known or not.
"""

import math
import re
from collections.abc import Mapping

from catalogue.record import Method
from indexer.describe.concept_forms import in_context, named_by_a_body
from indexer.describe.folded_text import Passage
from indexer.describe.mentions import Survey, Tally, Weight, Zone
from indexer.describe.proposal import Proposal
from indexer.describe.recogniser import Hit, Writing
from indexer.describe.said_words import NOTHING_SAID, SAID
from indexer.describe.weights import LEAST, NO_SIGNS, OFFERED, Signs, Weights

FIELD = "themes"
#: Probability from which the likeliest theme is proposed, the second and so on: one beside others has to be
#: surer, since few documents have three, and many words make many themes likelier than not.
LINES = (LEAST, LEAST, 0.6, 0.7)
MOST = len(LINES)
#: What a theme is worth that the text names once, and not in a title.
ONCE = 0.7
#: Words of a page; longer texts say more in passing.
PAGE_WORDS = 500
#: Three letters mean too many things to tell a theme by themselves (API is an interface and an allowance).
SHORT_ACRONYM = 3
#: Words from which a subject is expected to be said in more than one way, and below which a word is no text.
LONG, FEW = 600, 10
#: Characters that open a text: what it is about is mostly said there.
OPENING = 250
#: Characters between two themes of a row, and what stands there: « emploi, santé et accès aux droits ».
APART = 30
_IN_A_ROW = re.compile(r"[^.!?\n]*[,;/|•·][^.!?\n]*|\s+et\s+(?:l.|la |les |le |de |des |du |d.)*")
MOST_BETWEEN = 4


def weigh_themes(passage: Passage, hits: list[Hit]) -> list[Weight]:
    """What each hit of a passage is worth for its theme."""
    rows = _in_a_row(hits, passage)
    return [_weight(hit, passage, in_a_row=each) for hit, each in zip(hits, rows, strict=True)]


def _in_a_row(hits: list[Hit], passage: Passage) -> list[bool]:
    """Of each hit, whether another theme stands beside it in a row: each is said in passing there."""
    found = [False] * len(hits)
    for number, hit in enumerate(hits):
        for other, after in enumerate(hits[number + 1 : number + 3], number + 1):
            between = passage.folded[hit.end : after.start]
            if after.form.identifier == hit.form.identifier or not 0 < len(between) <= APART:
                continue
            if len(between.split()) <= MOST_BETWEEN and _IN_A_ROW.fullmatch(between):
                found[number] = found[other] = True
    return found


def _weight(hit: Hit, passage: Passage, *, in_a_row: bool) -> Weight:
    """A label of several words is worth most, a cue of one word least; a ministry's name none by itself."""
    if not in_context(hit, passage):
        return Weight(0)
    value = 1.0 if hit.form.names else 0.7
    if hit.form.writing is Writing.WORDS and " " in hit.form.text:
        value *= 1.4
    acronym = hit.form.writing is Writing.ACRONYM and len(hit.form.text) <= SHORT_ACRONYM
    body = named_by_a_body(hit, passage)
    return Weight(value * (0.3 if body else 1.0), certain=not acronym and not body, in_a_row=in_a_row)


def theme_signs(survey: Survey) -> dict[str, dict[str, float]]:
    """Theme → what is seen of it, for each theme that is more than said in passing; a mere name says none."""
    if not survey.words:
        return {}
    tallies = {theme: tally for theme, tally in survey.of(FIELD).items() if _is_subject(tally, survey.words)}
    scores = {theme: _score(tally) for theme, tally in tallies.items()}
    best = max(scores.values(), default=0.0)
    longer = math.log2(max(1.0, survey.words / PAGE_WORDS))
    ranked = sorted(scores, key=lambda theme: -scores[theme])
    titled = any(tally.zones[Zone.TITLE] for tally in tallies.values())
    return {
        theme: {
            "score": math.log1p(max(0.0, scores[theme] - longer / 2)),
            "share": scores[theme] / best,
            "first": float(theme == ranked[0]),
            "rank": math.log1p(ranked.index(theme)),
            "title": float(bool(tally.zones[Zone.TITLE])),
            "heading": float(bool(tally.zones[Zone.HEADING])),
            "head": float(bool(tally.zones[Zone.HEAD])),
            "several words": math.log1p(min(len(tally.forms), 8) - 1) if len(tally.forms) else 0.0,
            "others": math.log1p(len(scores) - 1),
            "long": longer,
            f"is {theme}": 1.0,
        }
        | _places(tally, survey.length)
        | {
            "in a row": tally.in_a_row / tally.zones.total(),
            "others in the title": float(titled and not tally.zones[Zone.TITLE]),
        }
        for theme, tally in tallies.items()
    }


def _places(tally: Tally, length: int) -> dict[str, float]:
    """How early a theme is first said, and over how much of the text it is said."""
    if tally.first is None:
        return {}
    return {
        "position": math.log1p(tally.first / 100),
        "opening": float(tally.first < OPENING),
        "spread": (tally.last - tally.first) / max(1, length),
    }


def propose_themes(
    survey: Survey, weights: Weights, said: Mapping[str, float] = NOTHING_SAID, domain: Signs = NO_SIGNS
) -> tuple[Proposal, ...]:
    """At most MOST themes, the likeliest first, with up to three quotes each; the last may be doubtful.

    `said` are the words of the text (`said_words`); they speak for a theme only as far as its own words may.
    `domain` is what the whole document tells against all (`domain`).
    """
    told, tallies = weights.told(FIELD, said), survey.of(FIELD)
    chances = {
        theme: weights.probability(
            FIELD, {**signs, **domain, SAID: told.get(theme, 0.0) * tallies[theme].trust}
        )
        for theme, signs in theme_signs(survey).items()
    }
    ranked = sorted(
        (theme for theme in chances if chances[theme] >= OFFERED), key=lambda theme: -chances[theme]
    )
    return tuple(
        Proposal(
            theme,
            Method.VOCABULARY,
            min(0.97, chances[theme]),
            tallies[theme].evidence,
            tallies[theme].terms,
            doubtful=chances[theme] < line,
        )
        for theme, line in zip(ranked, LINES, strict=False)
    )


def _is_subject(tally: Tally, words: int) -> bool:
    """Whether a long document, or one of a few words, says it in several ways or announces it in a title."""
    announced = tally.zones[Zone.TITLE] or tally.zones[Zone.HEADING]
    return FEW <= words < LONG or bool(announced) or len(tally.forms) > 1


def _score(tally: Tally) -> float:
    """Sum over the forms of a logarithm: the tenth time a word is said tells less than a second word."""
    certain = sum(math.log2(1 + weight) for weight in tally.forms.values())
    doubtful = sum(math.log2(1 + weight) for weight in tally.doubtful.values()) / 2
    announced = tally.zones[Zone.TITLE] or tally.zones[Zone.HEADING]
    once = tally.zones.total() == 1 and not announced
    return (certain + doubtful) * (ONCE if once else 1.0)
