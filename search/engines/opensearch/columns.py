"""Columns: the words of each document again, by their first letters, to be read with an answer.

An inverted index says which documents hold a word; ranking and passages also ask where a few documents hold
it. So each document keeps its words in `COLUMNS_OF_WORDS` columns, and an answer brings with it the columns
of the words asked for: a word, its family, its root, words spelled like it begin alike. One packed column is
the words apart by spaces, a line end, and a 32-bit number an occurrence: whether it is the first of the next
word, whether it stands in the body, its field and position, the code of the little word before it.
"""

import base64
import binascii
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np

from search.analysis import stem
from search.engines.building import SegmentArrays
from search.ranking.arrays import Array
from search.ranking.postings import FieldPostings, Lexicon, bounds_of, field_postings, gaps, lexicon_of, runs
from search.ranking.word_fields import WORD_FIELDS

#: How many columns, and how many letters of a word tell which is its own.
COLUMNS_OF_WORDS, LETTERS = 64, 3
_FIRST, _BODY = np.uint32(1 << 31), np.uint32(1 << 30)
_LITTLE, _PLACE, _FIELD = 7, 23, 19
_NUMBER_OF_BODY = WORD_FIELDS.index("body")
#: Words of a body, and of another field, beyond which none is kept.
LONGEST_BODY, LONGEST_FIELD = (1 << _PLACE) - 1, (1 << _FIELD) - 1


class Unpacked(NamedTuple):
    """The words of some documents, as postings."""

    lexicon: Lexicon
    fields: dict[str, FieldPostings]


@lru_cache(maxsize=1 << 16)
def column_of(word: str) -> int:
    """The column of words that begin like this one."""
    return zlib.crc32(word[:LETTERS].encode()) % COLUMNS_OF_WORDS


def columns_of(exact: str) -> tuple[int, ...]:
    """Where a word is kept: with those that begin like it, and with its family."""
    return tuple(dict.fromkeys((column_of(exact), column_of(stem(exact)))))


def columns_starting(prefix: str) -> Iterable[int]:
    """Where words are kept that begin so."""
    return (column_of(prefix),) if len(prefix) >= LETTERS else range(COLUMNS_OF_WORDS)


def pack(arrays: SegmentArrays) -> list[dict[str, str]]:
    """For each document of a segment its columns, by name, in base 64; empty ones left out."""
    words = arrays.lexicon.words.tolist()
    decoded = [word.decode() for word in words]
    columns = [columns_of(word) for word in decoded]
    of_word, column, number = _copies(columns)
    docs, entries, places = _occurrences(arrays.fields, of_word)
    order = np.lexsort((entries, column[entries], docs))
    docs, entries, places = docs[order], entries[order], places[order]
    first = np.ones(len(docs), bool)
    first[1:] = (docs[1:] != docs[:-1]) | (entries[1:] != entries[:-1])
    packed = places | np.where(first, _FIRST, np.uint32(0))
    column_of_each = column[entries]
    apart = np.ones(len(docs), bool)
    apart[1:] = (docs[1:] != docs[:-1]) | (column_of_each[1:] != column_of_each[:-1])
    begins = np.flatnonzero(apart)
    ends = np.append(begins, len(docs))[1:]
    found: list[dict[str, str]] = [{} for _ in arrays.cards]
    starts = np.flatnonzero(first)
    word_of_start = number[entries[starts]].tolist()
    cuts = np.searchsorted(starts, np.append(begins, len(docs))).tolist()
    data = packed.astype("<u4").tobytes()
    for at, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
        head = b" ".join([words[each] for each in word_of_start[cuts[at] : cuts[at + 1]]])
        blob = head + b"\n" + data[4 * begin : 4 * end]
        found[docs[begin]][name_of(int(column_of_each[begin]))] = base64.b64encode(blob).decode()
    return found


def decoded(text: str) -> bytes:
    """The bytes of a column as the cluster gives them: in base 64, without what pads it."""
    return binascii.a2b_base64(text + "==")


def name_of(column: int) -> str:
    """What a column is called in the index."""
    return f"w{column:02d}"


def unpack(
    documents: Sequence[Sequence[str]], among: Callable[[Iterable[str]], list[str]], lengths: Array
) -> Unpacked:
    """The postings of some documents, each given by its columns (base 64), of the wanted words only.

    `among` tells which words these are, of those that came. `lengths`, `(n, fields) uint8`: words of each
    document in each field, in `WORD_FIELDS`' order.
    """
    heads: list[bytes] = []
    tails: list[bytes] = []
    counts = []
    for columns in documents:
        before = len(heads)
        for column in columns:
            head, _, tail = decoded(column).partition(b"\n")
            heads.append(head)
            tails.append(tail)
        counts.append(sum(head.count(b" ") + 1 for head in heads[before:]))
    entries = b" ".join(heads).decode().split(" ") if heads else []
    packed = np.frombuffer(b"".join(tails), "<u4")
    doc_of = np.repeat(np.arange(len(documents)), counts)
    chosen = sorted(among(set(entries)))  # in the order of their UTF-8, too
    numbers = {word: number for number, word in enumerate(chosen)}
    number_of = np.fromiter(map(numbers.get, entries, repeat(-1)), np.int64, len(entries))
    kept = np.flatnonzero(number_of >= 0)
    # A word kept in two columns comes twice.
    key = doc_of[kept] * (len(chosen) + 1) + number_of[kept]
    once = np.sort(kept[np.unique(key, return_index=True)[1]])
    begins = np.flatnonzero(packed & _FIRST)
    sizes = np.diff(np.append(begins, len(packed)))[once]
    return _postings(
        np.repeat(number_of[once], sizes),
        np.repeat(doc_of[once], sizes),
        packed[runs(begins[once], sizes)],
        chosen,
        lengths,
    )


def _postings(words: Array, docs: Array, packed: Array, chosen: list[str], lengths: Array) -> Unpacked:
    body = (packed & _BODY) != 0
    place = (packed >> np.uint32(_LITTLE)).astype(np.int64) & ((1 << _PLACE) - 1)
    field = np.where(body, _NUMBER_OF_BODY, place >> _FIELD)
    position = np.where(body, place, place & LONGEST_FIELD)
    little = (packed & np.uint32((1 << _LITTLE) - 1)).astype(np.uint8)
    size = len(chosen)
    fields = {}
    for number, name in enumerate(WORD_FIELDS):
        mine = np.flatnonzero(field == number)
        if len(mine):
            mine = mine[np.lexsort((position[mine], docs[mine]))]
        fields[name] = field_postings(
            words[mine], docs[mine], position[mine], little[mine], size, lengths[:, number]
        )
    encoded = np.array([each.encode() for each in chosen] or [b""], bytes)[:size]
    return Unpacked(lexicon_of(encoded), fields)


def _copies(columns: list[tuple[int, ...]]) -> tuple[Array, Array, Array]:
    """Word → its first copy, and for each copy its column and its word: one in two columns has two."""
    counts = np.array([len(each) for each in columns], np.int64)
    column = np.array([each for some in columns for each in some], np.int64)
    return bounds_of(counts), column, np.repeat(np.arange(len(columns)), counts)


def _occurrences(fields: Mapping[str, FieldPostings], of_word: Array) -> tuple[Array, Array, Array]:
    """Document, copy of a word and packed place of each occurrence, field by field."""
    docs, entries, places = [], [], []
    for number, name in enumerate(WORD_FIELDS):
        postings = fields[name]
        frequency = gaps(postings.places)
        word = np.repeat(np.repeat(np.arange(len(postings.starts) - 1), gaps(postings.starts)), frequency)
        doc = np.repeat(postings.docs.astype(np.int64), frequency)
        position = postings.positions.astype(np.uint32)
        body = name == "body"
        fits = position <= (LONGEST_BODY if body else LONGEST_FIELD)
        place = position if body else position | np.uint32(number << _FIELD)
        packed = place << np.uint32(_LITTLE) | postings.little
        if body:
            packed = packed | _BODY
        copies = gaps(of_word)[word]
        at = np.repeat(np.arange(len(word)), copies * fits)
        docs.append(doc[at])
        entries.append(runs(of_word[:-1][word][fits], copies[fits]))
        places.append(packed[at].astype(np.uint32))
    return np.concatenate(docs), np.concatenate(entries), np.concatenate(places)
