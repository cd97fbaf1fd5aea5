"""Subjects: the themes a query speaks of, and the documents described by them that lack some of its words.

« Fracture numérique » names no theme, yet it is a cue of one, under which a document on digital mediation
stands. Such a document is no answer by its words: it follows the few that are, before and in place of those
that hold one word by chance. Where five documents hold the words together, themes have no say.
"""

from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from typing import NamedTuple

from catalogue.record import Record
from catalogue.vocabulary import Concept, Vocabulary
from search.analysis import constrains, fold, stem, tokens
from search.names import place_names
from search.query import And, Filter, Or, Query, Sort, Term
from search.questions import is_question
from search.results import Hit, Results

#: The facet whose concepts are subjects.
FACET = "theme"
#: Answers that hold all words together from which themes have no say, and how many documents they order.
ENOUGH, LOOKED_AT = 5, 24


class Spoken(NamedTuple):
    """What a query speaks of."""

    themes: tuple[str, ...]
    #: Its words as typed, and those that name no theme.
    words: tuple[str, ...]
    left: tuple[str, ...]
    #: Those of the other words that have a capital, are numbers or name a place.
    names: tuple[str, ...]


class Subjects:
    """The names and cues of all themes, read once."""

    def __init__(self, themes: Vocabulary) -> None:
        self._called: dict[frozenset[str], dict[str, None]] = {}
        for concept in themes.offered.values():
            for name, is_cue in _names(concept):
                families = _families(name)
                # A cue of one word is no name: « permis » hardly asks for all that is said of mobility.
                if families and not (is_cue and len(families) == 1):
                    self._called.setdefault(families, {})[concept.identifier] = None
        #: Each name by one of its words and its place among all, so that few are compared with a query.
        self._beginning: dict[str, list[tuple[int, frozenset[str]]]] = {}
        for number, families in enumerate(self._called):
            self._beginning.setdefault(max(families), []).append((number, families))

    def heeded(self, query: Query, results: Results, ask: Callable[[Query], Results]) -> Results:
        """An answer, followed by documents of the theme asked for where few hold the words together.

        What else this takes is asked by `ask`, which knows who may see what.
        """
        spoken = self.of(query.text) if is_plain(query) else None
        if spoken is None or (query.page == 1 and has_enough(results)):
            return results
        first, every = first_of(query), results
        if first or len(results.hits) < min(results.total, LOOKED_AT):
            every = ask(replace(query, page=1, size=max(LOOKED_AT, first + query.size), facets=()))
        if has_enough(every):
            return results
        hits = in_order(every, spoken)[first : first + query.size]
        results = replace(results, hits=hits)
        if first or len(hits) >= query.size:
            return results
        return replace(results, partly=following(results, ask(asked(query, spoken)), spoken))

    def of(self, text: str) -> Spoken | None:
        """The themes whose name or cue the words typed hold, longest first; None where there is none."""
        told = [token for token in tokens(text) if constrains(token.exact)]
        words = {stem(token.exact): text[token.start : token.end] for token in told}
        met = self._met(words.keys())
        longest = [each for each in met if not any(each < other for other in met)]
        themes = dict.fromkeys(theme for each in longest for theme in self._called[each])
        # What several themes share tells none of them apart.
        shared = [each for each in longest if len(self._called[each]) > 1]
        if not themes or shared:
            return None
        covered = frozenset().union(*longest)
        left = tuple(word for family, word in words.items() if family not in covered)
        names = tuple(
            word for word in left if not word[0].isalpha() or word[0].isupper() or fold(word) in place_names()
        )
        return Spoken(tuple(themes), tuple(words.values()), left, names)

    def _met(self, words: Set[str]) -> list[frozenset[str]]:
        """The names that words hold whole, in the vocabulary's order."""
        begun = (each for word in words for each in self._beginning.get(word, ()))
        return [families for _, families in sorted(each for each in begun if each[1] <= words)]


def is_plain(query: Query) -> bool:
    """Whether themes may have a say: words by relevance, that may be widened, no theme chosen yet."""
    words = bool(query.text) and query.sort is Sort.RELEVANCE and not is_question(query.text)
    return words and query.expand and not query.filter(FACET) and first_of(query) < LOOKED_AT


def first_of(query: Query) -> int:
    """How many answers stand before the page asked for."""
    return (max(query.page, 1) - 1) * query.size


def has_enough(results: Results) -> bool:
    """Whether the first documents hold the words together: then these say what it is about."""
    trusted = _trusted(results)
    return trusted >= ENOUGH or 0 < trusted == len(results.hits) < results.total


def asked(query: Query, spoken: Spoken) -> Query:
    """The query for documents of the themes that hold some of the words typed.

    A name among the others, of a place above all, must stand in them.
    """
    words = tuple(Term(word) for word in (spoken.left if spoken.names else spoken.words))
    root = And(words) if spoken.names else Or(words)
    filters = (*query.filters, Filter(FACET, spoken.themes[:1]))
    return replace(query, root=root, text="", filters=filters, size=LOOKED_AT, facets=())


def in_order(results: Results, spoken: Spoken) -> tuple[Hit, ...]:
    """Of documents that hold the words apart, or not all of them, those described by the themes first.

    Before these come those that lack no name that somebody else holds.
    """

    def rank(hit: Hit) -> tuple[bool, bool, bool]:
        apart = hit.scattered or results.relaxed
        nameless = any(fold(name) in map(fold, hit.lacking) for name in spoken.names)
        return apart, nameless, apart and not _is_of(hit.record, spoken)

    return (*sorted(results.hits[:LOOKED_AT], key=rank), *results.hits[LOOKED_AT:])


def following(results: Results, found: Results, spoken: Spoken) -> tuple[Hit, ...]:
    """What follows an answer: documents of its themes, in place of those that hold one word by chance."""
    known = {hit.record.identifier for hit in results.hits}
    hits = () if found.relaxed else found.hits
    others = [
        # How much they hold was asked of other words.
        replace(hit, held=0.0)
        for hit in hits
        if hit.record.identifier not in known and _is_of(hit.record, spoken)
    ]
    return tuple(others[: max(0, ENOUGH - _trusted(results))]) or results.partly


def _trusted(results: Results) -> int:
    return 0 if results.relaxed else sum(not hit.scattered for hit in results.hits)


def _is_of(record: Record, spoken: Spoken) -> bool:
    return set(spoken.themes) <= set(record.themes)


def _names(concept: Concept) -> Iterator[tuple[str, bool]]:
    """What a theme is called, and whether that is a mere cue."""
    yield from ((name, False) for name in (concept.label(), *concept.alternatives, *concept.acronyms))
    yield from ((cue, True) for cue in concept.cues)


def _families(name: str) -> frozenset[str]:
    return frozenset(stem(token.exact) for token in tokens(name) if constrains(token.exact))
