"""Completion and suggestion: words and titles one may be typing, and another spelling that has answers.

The index of words says which there are, hidden records' included; each that is offered is counted first as
the reader who asks, so that nobody learns a word of what they may not see.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from catalogue.rights import Reader
from search.analysis import find_chunks, fold, sound, tokens
from search.engine import PageTexts
from search.engines.opensearch.asking import as_seen, either, matching, scoring, seen
from search.engines.opensearch.candidates import Candidates, Wanted, asked_for
from search.engines.opensearch.cluster import Cluster
from search.engines.opensearch.mapping import Body
from search.engines.opensearch.statistics import Statistics
from search.engines.page_pieces import PIECE
from search.engines.respelling import Entry, Known, halves, most_frequent, nearest, parted, replaced
from search.plan import plan, respelled
from search.query import Query
from search.ranking.little_words import Little
from search.ranking.weights import DEFAULT
from search.results import Suggestion
from search.steps import All, Start, Word, words_of

#: Titles offered beside words.
_TITLES = 3
#: Words counted for one that is being typed, for each that is offered.
_COUNTED = 6
#: Words counted for one that may be misspelled.
_MEANT = 60
_NO_LITTLE = Little(frozenset(), ())
#: Fields whose words are offered.
_OFFERED = ("body", "title")


def complete(
    cluster: Cluster, statistics: Statistics, texts: PageTexts, prefix: str, reader: Reader, size: int
) -> list[Suggestion]:
    """Words that complete the last one typed, then titles that hold all that was typed."""
    chunks = find_chunks(prefix)
    if not chunks or size < 1 or prefix[-1:].isspace():
        return []
    before = prefix[: prefix.rindex(chunks[-1])]
    typed: Body = {"query": {"prefix": {"word": fold(chunks[-1])}}, "sort": [{"n": "desc"}, {"word": "asc"}]}
    held = _entries(statistics, _words(cluster, statistics, typed, size * _COUNTED), reader)
    found = most_frequent(held, size)
    titled = _titles(cluster, statistics, texts, prefix, reader)
    titles = titled[: max(_TITLES, size - len(found))]
    kept = found[: max(size - len(titles), 0)]
    surfaces = written(cluster, statistics, texts, [each.word for each in kept], reader)
    words = [
        Suggestion(before + surface, count=each.documents)
        for surface, each in zip(surfaces, kept, strict=True)
    ]
    return [*words, *titles][:size]


def suggest(cluster: Cluster, statistics: Statistics, texts: PageTexts, query: Query) -> str | None:
    """The query with its unknown words respelled as the index knows them, None when that has no answer."""
    step = plan(query.root)
    asked = words_of(step)
    if not asked or not query.text:
        return None
    counts = statistics.answers(words_as_seen(query))
    unknown = [word for word, count in zip(asked, counts, strict=True) if not count]
    instead = {
        word.exact: best for word in unknown if (best := _meant(cluster, statistics, word, query.reader))
    }
    if not instead:
        return None
    if not _counted(statistics, [matching(respelled(step, instead))], query.reader)[0]:
        return None
    words = [each for best in instead.values() for each in best.split()]
    known = dict(zip(words, written(cluster, statistics, texts, words, query.reader), strict=True))
    surfaces = {exact: " ".join(known[each] for each in best.split()) for exact, best in instead.items()}
    return replaced(query.text, surfaces)


def _meant(cluster: Cluster, statistics: Statistics, word: Word, reader: Reader) -> str | None:
    """The known word, or the two typed as one, that one may have meant."""
    alike: list[Body] = [{"term": {"sound": sound(word.exact)}}]
    if word.exact.isalpha():
        fuzzy = {"value": word.exact, "fuzziness": 2, "prefix_length": 1, "max_expansions": 200}
        alike.append({"fuzzy": {"word": fuzzy}})
    asked: Body = {"query": either(alike), "sort": [{"n": "desc"}, {"word": "asc"}]}
    words = _words(cluster, statistics, asked, _MEANT)
    held = _entries(statistics, words, reader)
    if found := nearest(word.exact, Known({each.word: each.documents for each in held})):
        return found
    pieces = [each for pair in halves(word.exact) for each in pair]
    held = _entries(statistics, pieces, reader)
    return parted(word.exact, {each.word: each.documents for each in held})


def _words(cluster: Cluster, statistics: Statistics, asked: Body, size: int) -> list[str]:
    body = asked | {
        "size": size, "_source": False, "stored_fields": "_none_", "docvalue_fields": ["word"],
        "track_total_hits": False,
    }  # fmt: skip
    (answer,) = cluster.search(statistics.standing.words, [body])
    return [hit["fields"]["word"][0] for hit in answer["hits"]["hits"]]


def _entries(statistics: Statistics, words: Sequence[str], reader: Reader) -> list[Entry]:
    """The words that this reader may see somewhere, and in how many records."""
    each = [either([{"term": {name: word}} for name in _OFFERED]) for word in words]
    counts = _counted(statistics, each, reader)
    return [Entry(word, count) for word, count in zip(words, counts, strict=True) if count]


def _counted(statistics: Statistics, queries: Sequence[Body], reader: Reader) -> list[int]:
    """How many records a reader may see answer each."""
    return statistics.answers([as_seen(each, reader) for each in queries])


def words_as_seen(query: Query) -> list[Body]:
    """The queries whose counts `suggest` begins with, so that they may be asked together with others."""
    words = words_of(plan(query.root)) if query.text else []
    return [as_seen(matching(word), query.reader) for word in words]


def written(
    cluster: Cluster, statistics: Statistics, texts: PageTexts, words: Sequence[str], reader: Reader
) -> list[str]:
    """Words with their accents, as some visible document writes each; folded when none can be read."""
    wanted = [Wanted(Word(word, strict=True), _NO_LITTLE, {}) for word in words]
    bodies: list[Body] = [
        {
            "size": 1, "_source": False, "stored_fields": "_none_", "track_total_hits": False,
            "docvalue_fields": asked_for(each, pieces=True), "sort": [{"sequence": "asc"}],
            "query": {"bool": {"filter": [_offered(word), *seen(reader)]}},
        }
        for word, each in zip(words, wanted, strict=True)
    ]  # fmt: skip
    answers = cluster.search(statistics.standing.index, bodies) if bodies else []
    states = [
        Candidates(statistics, texts, answer["hits"]["hits"], each, alike=False)
        for each, answer in zip(wanted, answers, strict=True)
    ]
    return [_surface(state, texts, word) or word for word, state in zip(words, states, strict=True)]


def _offered(word: str) -> Body:
    return either([{"term": {name: word}} for name in _OFFERED])


def _surface(state: Candidates, texts: PageTexts, word: str) -> str | None:
    """A word as the document writes it, in its text, else in its title."""
    if not state.size:
        return None
    for text in _places(state, texts, word):
        for token in tokens(text):
            if token.exact == word:
                return text[token.start : token.end].lower()
    return None


def _places(state: Candidates, texts: PageTexts, word: str) -> list[str]:
    view = state.parts[0].view
    number, source = view.lexicon.word(word), state.source(0)
    found = []
    if number is not None:
        body = view.fields["body"]
        begin, end = int(body.starts[number]), int(body.starts[number + 1])
        if begin < end:
            position = int(body.positions[int(body.places[begin])])
            at = max(int(np.searchsorted(source.pieces[2], position, side="right")) - 1, 0)
            page, first, _ = source.pieces[:, at].tolist()
            read = texts.page_at(source.sequence, page)
            found.append(read.text[first : first + 2 * PIECE] if read else "")
    record = texts.record_at(source.sequence)
    return [*found, record.title if record else ""]


def _titles(
    cluster: Cluster, statistics: Statistics, texts: PageTexts, typed: str, reader: Reader
) -> list[Suggestion]:
    *before, last = [token.exact for token in tokens(typed)] or [""]
    if not last:
        return []
    step = All((*(Word(exact, "title") for exact in before), Start(last, "title")))
    body: Body = {
        "size": _TITLES, "_source": False, "stored_fields": "_none_", "docvalue_fields": ["sequence"],
        "track_total_hits": False, "sort": ["_score", {"sequence": "desc"}],
        "query": {"bool": {"filter": [matching(step), *seen(reader)], "should": scoring(step, DEFAULT, {})}},
    }  # fmt: skip
    (answer,) = cluster.search(statistics.standing.index, [body])
    records = [texts.record_at(_sequence(hit)) for hit in answer["hits"]["hits"]]
    return [Suggestion(each.title, "title", each.identifier, 1) for each in records if each]


def _sequence(hit: Any) -> int:
    number: int = hit["fields"]["sequence"][0]
    return number
