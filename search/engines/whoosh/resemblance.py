"""Resemblance: how much a title looks like what was typed, letter by letter.

People ask what a title asks, in other forms and with other little words: « C'est quoi un cookie ? » for « Un
cookie, qu'est-ce que c'est ? ». Triples of letters (` co`, `coo`, … `ie `) take in all of it, inflection and
slips too. The folded titles kept for sorting are read; triples that many titles hold tell little.
"""

from typing import NamedTuple

import numpy as np

from search.analysis import fold
from search.engines.whoosh.arrays import Array
from search.engines.whoosh.generation import Generation

#: Signs told apart: what stands between words, letters, digits, all others as one.
_SIGNS = 38
#: Fits in two bytes, whose numbers numpy sorts fastest.
_TRIPLES = _SIGNS**3
#: Titles looked at to learn how frequent a triple is.
_SAMPLE = 4096
#: A triple of no title counts like one of a title in twenty: it could match nothing, so it must not drown
#: the others.
_UNSEEN = 20
#: Characters of a query that are compared.
_LONGEST = 200


class _Weights(NamedTuple):
    of_triple: Array


def resemblance(generation: Generation, text: str, docs: Array) -> Array:
    """From 0, nothing in common, to 1, for each title: weight of shared triples over that of all."""
    asked = np.unique(_triples(np.frombuffer(fold(text).encode()[:_LONGEST], np.uint8).reshape(1, -1)))
    if not len(docs) or not asked.any():
        return np.zeros(len(docs))
    weights = generation.cache.get("title triples", lambda: _weights(generation)).of_triple
    wanted = np.zeros(_TRIPLES)
    wanted[asked] = weights[asked]
    found = _distinct(generation, docs)
    shared = wanted[found].sum(axis=1)
    return np.asarray(shared / (wanted.sum() + weights[found].sum(axis=1) - shared))


def _weights(generation: Generation) -> _Weights:
    sample = np.linspace(0, generation.size - 1, min(generation.size, _SAMPLE)).astype(np.int64)
    counts = np.bincount(_distinct(generation, sample).ravel(), minlength=_TRIPLES).astype(np.float64)
    counts[counts == 0] = len(sample) / _UNSEEN
    weights = np.log(1 + (len(sample) - counts + 0.5) / (counts + 0.5))
    weights[0] = 0.0
    return _Weights(weights)


def _distinct(generation: Generation, docs: Array) -> Array:
    """The triples of some titles, one row each; 0 is none."""
    titles = generation.titles[docs].view(np.uint8).reshape(len(docs), -1)
    # All titles have the room of the longest one of the library; these may need far less.
    longest = int(np.flatnonzero(titles.any(axis=0))[-1:].sum()) + 1
    triples = np.sort(_triples(titles[:, :longest]), axis=1)
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
