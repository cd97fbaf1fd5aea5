"""Lacking: what of a query stands nowhere in a document that answers but partly.

« Aucun document ne contient tous ces mots » leaves one to guess which are missing from each: this tells it.
"""

from collections.abc import Container

from search.analysis import tokens
from search.questions import is_question
from search.ranking.arrays import Docs
from search.ranking.evaluation import evaluate
from search.ranking.outside import among
from search.ranking.state import State
from search.ranking.weights import Ranking
from search.steps import Step, relaxable, words_of


def lacked(state: State, step: Step, ranking: Ranking, text: str, docs: Docs) -> dict[str, Container[int]]:
    """Each part of a query as it was typed, and which of some documents hold it; none of a question.

    The words of a question are seldom all the answer's own, so that it lacks some is no news.
    """
    parts = relaxable(step)
    if parts is None or is_question(text):
        return {}
    typed = {_typed(part, text): part for part in parts[0]}
    return {
        said: frozenset(docs[among(evaluate(state, part, ranking).docs, docs)].tolist())
        for said, part in typed.items()
        if said
    }


def _typed(part: Step, text: str) -> str:
    """The characters of a query that a part of its plan was made of; none where it was made of others."""
    wanted = {word.exact for word in words_of(part)}
    found = [token for token in tokens(text) if token.exact in wanted]
    return text[min(each.start for each in found) : max(each.end for each in found)] if found else ""
