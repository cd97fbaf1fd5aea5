"""Resemblance: how much a title looks like what was typed, letter by letter.

People ask what a title asks, in other forms and with other little words: « C'est quoi un cookie ? » for « Un
cookie, qu'est-ce que c'est ? ». Triples of letters (` co`, `coo`, … `ie `) take in all of it, inflection and
slips too. The folded titles kept for sorting are read; triples that many titles hold tell little.
"""

import numpy as np

from search.analysis import fold
from search.ranking.arrays import Array, Docs, Scores
from search.ranking.evidence import Evidence

#: Signs told apart: what stands between words, letters, digits, all others as one.
_SIGNS = 38
#: Fits in two bytes, whose numbers numpy sorts fastest.
_TRIPLES = _SIGNS**3
#: Titles looked at to learn how frequent a triple is.
SAMPLE = 4096
#: A triple of no title counts like one of a title in twenty: it could match nothing, so it must not drown
#: the others.
_UNSEEN = 20
#: Characters of a query that are compared.
_LONGEST = 200


def resemblance(evidence: Evidence, text: str, docs: Docs) -> Scores:
    """From 0, nothing in common, to 1, for each title: weight of shared triples over that of all."""
    if not len(docs) or not any(map(str.isalnum, text)):
        return np.zeros(len(docs))
    asked = np.unique(_triples(np.frombuffer(fold(text).encode()[:_LONGEST], np.uint8).reshape(1, -1)))
    if not asked.any():
        return np.zeros(len(docs))
    weights = evidence.triple_weights()
    wanted = np.zeros(_TRIPLES)
    wanted[asked] = weights[asked]
    found = _distinct(evidence.titles(docs))
    shared = wanted[found].sum(axis=1)
    return np.asarray(shared / (wanted.sum() + weights[found].sum(axis=1) - shared))


def sample_of(size: int) -> Docs:
    """The documents, of `size`, whose titles tell how frequent a triple is."""
    return np.linspace(0, size - 1, min(size, SAMPLE)).astype(np.int64)


def weigh_triples(titles: Array) -> Scores:
    """`(38³,)`: how much each triple of letters tells, by a sample of titles (`(n,) S`, folded)."""
    counts = np.bincount(_distinct(titles).ravel(), minlength=_TRIPLES).astype(np.float64)
    counts[counts == 0] = len(titles) / _UNSEEN
    weights = np.log(1 + (len(titles) - counts + 0.5) / (counts + 0.5))
    weights[0] = 0.0
    return weights


def _distinct(titles: Array) -> Array:
    """`(n, longest)`: the triples of some titles, one row each; 0 is none."""
    signs = titles.view(np.uint8).reshape(len(titles), -1)
    # All titles have the room of the longest one of the library; these may need far less.
    longest = int(np.flatnonzero(signs.any(axis=0))[-1:].sum()) + 1
    triples = np.sort(_triples(signs[:, :longest]), axis=1)
    triples[:, 1:][triples[:, 1:] == triples[:, :-1]] = 0
    return triples


def _triples(rows: Array) -> Array:
    """One number for each letter of a text and its neighbours, 0 for what is none."""
    signs = np.zeros((rows.shape[0], rows.shape[1] + 2), np.uint16)
    signs[:, 1:-1] = _SIGN_OF[rows]
    middle = signs[:, 1:-1]
    return ((signs[:, :-2] * _SIGNS + middle) * _SIGNS + signs[:, 2:]) * (middle > 0)


def _sign_of() -> Array:
    """Byte of UTF-8 → its sign."""
    signs = np.full(256, _SIGNS - 1, np.uint16)
    signs[:128] = [
        ord(sign) - 96 if sign.islower() else ord(sign) - 21 if sign.isdigit() else 0
        for sign in map(chr, range(128))
    ]
    return signs


_SIGN_OF = _sign_of()
