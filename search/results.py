"""Results: what an engine answers, ready to be shown and knowing nothing of pages or URLs.

Text in a passage is plain; `marks` say which characters matched, so that whoever shows it escapes first
and marks after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from catalogue.record import Record


class Mark(NamedTuple):
    """Characters `start` to `end` (excluded) of a text matched the query."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """An extract of one page of a document around the words found."""

    page: int
    text: str
    marks: tuple[Mark, ...] = ()
    #: The page's printed label or heading, when it has one.
    label: str = ""
    #: How often the words of the query stand on the whole page.
    occurrences: int = 0


class FoundBy(NamedTuple):
    """What of a notice's codes holds a word that stands nowhere else in it."""

    #: `theme`, `programme`, `type`, `audience`, `place` or `file`.
    kind: str
    #: Its label; empty for the file's name, which is not told.
    label: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that answers, with the passages that show why."""

    record: Record
    score: float
    passages: tuple[Passage, ...] = ()
    #: Synonyms and full names by which it was found, when they stand in it.
    expanded: tuple[str, ...] = ()
    #: Words asked for (folded) that only its descriptors hold, and which these are: found by its theme.
    described: tuple[str, ...] = ()
    found_by: tuple[FoundBy, ...] = ()
    #: What was asked for, as it was typed, that stands nowhere in it; told where it answers but partly.
    lacking: tuple[str, ...] = ()
    #: How much of what was asked its best passage holds, its title and notice counted, from 0 to 1.
    held: float = 1.0
    #: Whether it holds the words asked for, but never together as they were typed.
    scattered: bool = False
    #: Whether it is better opened on demand: what it holds is hardly an answer.
    aside: bool = False
    #: For a similar record: the words it shares with the other, the most telling first.
    shared: tuple[str, ...] = ()


class FacetValue(NamedTuple):
    """One value of a facet and how many records of the answer hold it."""

    value: str
    count: int  # type: ignore[assignment]  # a tuple of this kind counts nothing else
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something one could type instead or next."""

    text: str
    #: `word`, `title`, or the facet of a concept: `theme`, `programme`, `region`.
    kind: str = "word"
    #: Identifier of the record or concept, when it is one.
    value: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query."""

    total: int
    hits: tuple[Hit, ...] = ()
    #: When few records hold all the words: the best of those that hold most, beside the total and the counts.
    partly: tuple[Hit, ...] = ()
    #: Disjunctive counts: a facet's own filter is left out of its own counts. Ordered as the facet wants.
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    #: False when the total or a count is a lower bound.
    exact: bool = True
    took_ms: float = 0.0
    #: Another spelling of the query that has answers, None when there is nothing to say.
    suggestion: str | None = None
    #: Synonyms and full names that were searched as well.
    expanded: tuple[str, ...] = ()
    #: Concepts that the whole query is a name of, each with how many records stand under it.
    concepts: tuple[Suggestion, ...] = ()
    #: Full forms, when the query is an acronym that documents of the library define differently.
    meanings: tuple[str, ...] = ()
    #: True when no record held all words and those that hold most are given instead.
    relaxed: bool = False


class Signal(StrEnum):
    """What puts one answer before another; an engine tells those it has."""

    #: A form of the word, and beyond it the very form typed, words of its root and words spelled alike.
    FAMILY = "family"
    EXACT = "exact"
    ROOT = "root"
    SIMILAR = "similar"
    TITLE = "title"
    #: An acronym or a place with its capitals.
    NAME = "name"
    #: Words that stand close together, side by side, or early.
    NEAR = "near"
    ADJACENT = "adjacent"
    BEGINNING = "beginning"
    #: A title that looks like the whole query.
    RESEMBLANCE = "resemblance"
    #: The word behind the same little word, and the little words themselves.
    PRECEDED = "preceded"
    LITTLE = "little"
    #: The last word, names and numbers once more.
    LAST = "last"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a hit's score."""

    #: The words of the query it is about; empty for all of them together.
    words: str
    signal: Signal
    score: float


@dataclass(frozen=True, slots=True)
class PageHits:
    """How often a query's words stand on each page of one record, for next and previous in the page view."""

    identifier: str
    #: Page number → occurrences, in page order, pages without any left out.
    occurrences: Mapping[int, int]
