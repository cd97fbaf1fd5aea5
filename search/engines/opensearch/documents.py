"""Documents: from some changes of the log to what the index is sent of each.

Beside the words of each field in their order, a document holds every form once in `held` (who answers), and
in `joined` with how often it stands in all fields together, by their weights (who comes first); the rest
comes back with answers: see `columns`.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from catalogue.change import Change
from catalogue.fields import BY_NAME
from search.analysis import stem
from search.engine import FacetRules
from search.engines.building import SegmentArrays, SegmentBuilder
from search.engines.cards import Card
from search.engines.opensearch import forms
from search.engines.opensearch.columns import decoded, pack
from search.ranking.arrays import Array
from search.ranking.postings import gaps
from search.ranking.word_fields import DESCRIPTORS, FIELDS, NAMES, WORD_FIELDS

#: Chunks of text read before documents are made of them: bounds memory, and the size of one request.
BATCH_CHUNKS = 400_000
#: Changes at a time.
MOST_STEPS = 5000
#: Frequencies are whole numbers in an index: weights of fields are told apart to a tenth.
SCALE = 10
#: Longest name of a document in the index, in bytes.
_LONGEST_NAME = 480
#: Field that holds what a notice says in all of its others, for words in a row.
NOTICE = "notice"
_OF_NOTICE = tuple(name for name in FIELDS if name not in ("body", DESCRIPTORS))
Document = dict[str, Any]


def name_of(identifier: str) -> str:
    """The name of a record's document in the index, whose names are short."""
    encoded = identifier.encode()
    return identifier if len(encoded) <= _LONGEST_NAME else f"sha256:{hashlib.sha256(encoded).hexdigest()}"


class Step(NamedTuple):
    """One change, without what it says."""

    sequence: int
    identifier: str
    gone: bool


class Batch:
    """Takes changes one by one, gives their documents."""

    def __init__(self, facets: FacetRules) -> None:
        self._builder = SegmentBuilder(facets)

    @property
    def full(self) -> bool:
        """Whether documents should be made before more is added."""
        return len(self._builder.chunks_of("body")[0]) >= BATCH_CHUNKS

    def __len__(self) -> int:
        return len(self._builder)

    def add(self, change: Change) -> None:
        """Add one record with its pages."""
        self._builder.add(change)

    def documents(self) -> tuple[list[Document], Mapping[str, int]]:
        """The documents in order, and how many hold each word."""
        arrays = self._builder.build()
        streams = [forms.GAP, *map(forms.of_chunk, self._builder.chunks[1:])]
        texts = {name: list(self._streams(name, streams)) for name in FIELDS}
        held, joined = _forms(arrays)
        lengths = np.stack([arrays.fields[name].lengths for name in WORD_FIELDS], axis=1)
        counts = {name: np.bincount(_docs(arrays, name), minlength=len(self)) for name in WORD_FIELDS}
        found = []
        for number, (card, columns) in enumerate(zip(arrays.cards, pack(arrays), strict=True)):
            words = {name: texts[name][number] for name in FIELDS if texts[name][number]}
            notice = f" {forms.GAP} ".join(words[name] for name in _OF_NOTICE if name in words)
            if notice:
                words[NOTICE] = notice
            found.append({
                **words, **columns, **_of_card(card),
                "held": held[number], "joined": joined[number],
                "lengths": base64.b64encode(lengths[number].tobytes()).decode(),
                "words": {name: count for name in WORD_FIELDS if (count := int(counts[name][number]))},
            })  # fmt: skip
        return found, _holders(arrays)

    def _streams(self, name: str, streams: list[str]) -> Iterator[str]:
        numbers, bounds = self._builder.chunks_of(name)
        for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            yield " ".join(map(streams.__getitem__, numbers[first:last].tolist()))


def unpacked(packed: str, kind: type) -> Array:
    """Numbers that were packed by `_packed`."""
    return np.frombuffer(zlib.decompress(decoded(packed)), kind)


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 6)).decode()


def _of_card(card: Card) -> Document:
    found: Document = {
        "sequence": card.sequence, "access": card.access, "opens": card.opens, "fold": card.title,
        "filed": card.title[card.filed :], "lot": zlib.crc32(card.identifier.encode()) >> 1,
        "facet": {name: list(values) for name, values in card.facets.items() if values},
        "pieces": _packed(_differences(card.pieces)), "little": _packed(card.little),
    }  # fmt: skip
    return found | ({"date": card.date} if card.date else {})


def _differences(pieces: bytes) -> bytes:
    """Rows of growing numbers as their differences, which pack well."""
    rows = np.frombuffer(pieces, np.int32).reshape(3, -1)
    return np.diff(rows, prepend=np.int32(0), axis=1).astype(np.int32).tobytes()


def pieces_of(packed: str) -> Array:
    """`(3, n) int32`: page, first character and first position of each piece."""
    return np.cumsum(unpacked(packed, np.int32).reshape(3, -1), axis=1, dtype=np.int32)


def _docs(arrays: SegmentArrays, name: str) -> Array:
    field = arrays.fields[name]
    return np.repeat(field.docs, gaps(field.places))


def _holders(arrays: SegmentArrays) -> Mapping[str, int]:
    """Word → how many of the documents hold it in their title or body."""
    counts = np.maximum.reduce([gaps(arrays.fields[name].starts) for name in ("body", "title")])
    words = arrays.lexicon.words
    return {words[at].decode(): int(counts[at]) for at in np.flatnonzero(counts).tolist()}


def _forms(arrays: SegmentArrays) -> tuple[list[str], list[str]]:
    """For each document its forms, each once, and the same with their joined frequencies."""
    words = [word.decode() for word in arrays.lexicon.words.tolist()]
    docs, number, weight, described = _summed(arrays, len(words))
    size = len(arrays.cards)
    held: list[list[str]] = [[] for _ in range(size)]
    joined: list[list[str]] = [[] for _ in range(size)]
    for numbers, names in _groups(words):
        _add(docs, numbers[number], weight, described, names, held, joined)
    for length in forms.STARTS:
        starts, of_word = _starts(words, length)
        kept = of_word[number] >= 0
        only = np.zeros(int(kept.sum()), bool)
        into = held if length == max(forms.STARTS) else None
        _add(docs[kept], of_word[number][kept], weight[kept], only, starts, into, joined)
    _add_little(arrays, words, held)
    return [" ".join(each) for each in held], [" ".join(each) for each in joined]


def _summed(arrays: SegmentArrays, size: int) -> tuple[Array, Array, Array, Array]:
    """Document, word, weight in all fields, and whether it only stands in what codes are called."""
    keys, weights, written = [], [], []
    for name in FIELDS:
        field = arrays.fields[name]
        word = np.repeat(np.arange(size), gaps(field.starts))
        keys.append(field.docs.astype(np.int64) * size + word)
        weights.append(gaps(field.places) * round(BY_NAME[name].weight * SCALE))
        written.append(np.full(len(word), name != DESCRIPTORS))
    distinct, at = np.unique(np.concatenate(keys), return_inverse=True)
    weight = np.bincount(at, np.concatenate(weights), minlength=len(distinct)).astype(np.int64)
    some = np.bincount(at, np.concatenate(written), minlength=len(distinct)) > 0
    return distinct // max(size, 1), distinct % max(size, 1), weight, ~some


def _groups(words: list[str]) -> Iterator[tuple[Array, list[str]]]:
    """Words by themselves, then by family: the group of each, and what the group's form is."""
    yield np.arange(len(words)), words
    families: dict[str, int] = {}
    of_word = [families.setdefault(forms.family(stem(word)), len(families)) for word in words]
    yield np.array(of_word, np.int64), list(families)


def _starts(words: list[str], length: int) -> tuple[list[str], Array]:
    """Beginnings of so many letters, and that of each word, -1 for none."""
    found: dict[str, int] = {}
    of_word = [
        found.setdefault(forms.start(word[:length]), len(found)) if len(word) >= length else -1
        for word in words
    ]
    return list(found), np.array(of_word, np.int64)


def _add(
    docs: Array,
    groups: Array,
    weights: Array,
    described: Array,
    names: list[str],
    held: list[list[str]] | None,
    joined: list[list[str]],
) -> None:
    """Add the forms of some groups of words to each document."""
    if not len(docs):
        return
    distinct, at = np.unique(docs * len(names) + groups, return_inverse=True)
    total = np.bincount(at, weights).astype(np.int64).tolist()
    written = (np.bincount(at, ~described) > 0).tolist()
    each = (distinct // len(names)).tolist(), (distinct % len(names)).tolist()
    for doc, name, weight, some in zip(*each, total, written, strict=True):
        form = names[name]
        joined[doc].append(f"{form}|{weight}")
        if held is not None:
            held[doc].append(form)
            if not some:
                held[doc].append(forms.unwritten(form))


def _add_little(arrays: SegmentArrays, words: list[str], held: list[list[str]]) -> None:
    """Add names, very forms behind a little word, and the little words of bodies."""
    names = arrays.fields[NAMES]
    for word, doc in zip(_words(names.starts).tolist(), names.docs.tolist(), strict=True):
        held[doc].append(forms.named(words[word]))
    keys = []
    for name in FIELDS:
        field = arrays.fields[name]
        frequency = gaps(field.places)
        word, doc = np.repeat(_words(field.starts), frequency), np.repeat(field.docs, frequency)
        behind = np.flatnonzero(field.little)
        keys.append((doc[behind].astype(np.int64) * len(words) + word[behind]) << 7 | field.little[behind])
    for key in np.unique(np.concatenate(keys)).tolist():
        doc, word = divmod(key >> 7, len(words))
        held[doc].append(forms.behind(words[word], key & 127))
    for doc, card in enumerate(arrays.cards):
        held[doc] += [forms.little(code) for code, count in enumerate(card.little, 1) if count]


def _words(starts: Array) -> Array:
    """The word of each posting."""
    return np.repeat(np.arange(len(starts) - 1), gaps(starts))


def batches(changes: Iterable[Change], facets: FacetRules) -> Iterator[tuple[list[Step], Batch]]:
    """Changes in order, so many at a time, with the batch of those that are no withdrawals."""
    steps: list[Step] = []
    batch = Batch(facets)
    for change in changes:
        if change.record is not None:
            batch.add(change)
        steps.append(Step(change.sequence, change.identifier, change.record is None))
        if batch.full or len(steps) >= MOST_STEPS:
            yield steps, batch
            steps, batch = [], Batch(facets)
    if steps:
        yield steps, batch
