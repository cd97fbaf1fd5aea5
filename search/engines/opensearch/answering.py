"""Answering: from a query to results, by one request where the words are known.

The cluster decides who answers and counts; of those it finds best, `search.ranking` decides who comes first,
from what came with them. A question asks for those that hold most of its words together with how many words
the best one holds: the guess that it holds all of them seldom fails, and is made good by a second request.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from search.engine import PageTexts
from search.engines.hits import hits_of
from search.engines.opensearch import facets
from search.engines.opensearch.asking import filters, matching, scoring, seen, shortened, within_bounds
from search.engines.opensearch.candidates import Candidates, Wanted, asked_for
from search.engines.opensearch.cluster import Cluster
from search.engines.opensearch.mapping import Body
from search.engines.opensearch.proving import proven
from search.engines.opensearch.statistics import Statistics, counting
from search.engines.opensearch.suggesting import suggest, words_as_seen
from search.plan import plan
from search.query import MAX_PAGE_SIZE, Query, Sort
from search.questions import is_question
from search.ranking.evaluation import evaluate, score_partly
from search.ranking.finding import Finder
from search.ranking.little_words import little_of
from search.ranking.order import Ranked, as_ranked, ranked
from search.ranking.relaxing import FEW
from search.ranking.second_look import depth_of
from search.ranking.state import Matches
from search.ranking.weights import Ranking
from search.results import Hit, Results
from search.steps import All, Start, Step, least, leaves, relaxable, synonyms_of
from search.steps import Any as Either
from search.steps import Sequence as WordSequence

#: More documents are looked at than a second look takes, as scores of the cluster are only nearly ours.
_MARGIN = 24
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Most:
    """Those that hold most of the words: how many at least."""

    wanted: tuple[Step, ...]
    excluded: tuple[Step, ...]
    least: int

    @property
    def matching(self) -> Body:
        """Which documents these are."""
        return {
            "bool": {
                "should": [matching(each) for each in self.wanted],
                "minimum_should_match": self.least,
                "must_not": [matching(each) for each in self.excluded],
            }
        }


class Asked:
    """One query on its way."""

    def __init__(
        self, cluster: Cluster, statistics: Statistics, texts: PageTexts, query: Query, ranking: Ranking
    ) -> None:
        whole = proven(cluster, statistics, texts, plan(query.root))
        self.query, self.step = query, within_bounds(whole)
        self._bounded = self.step == whole
        #: What documents are ranked and shown by.
        self._told = shortened(self.step)
        self._cluster, self._statistics, self._texts, self._ranking = cluster, statistics, texts, ranking
        self._question = is_question(query.text)
        self._filters = filters(query)
        parts = relaxable(self.step)
        self._wanted = parts[0] if parts else ()
        self._excluded = tuple(each.child for each in parts[1]) if parts else ()
        self._size = min(max(query.size, 0), MAX_PAGE_SIZE)
        self._first = (max(query.page, 1) - 1) * self._size
        self._ranks = query.sort is Sort.RELEVANCE and any(True for _ in leaves(self.step))
        self._little = little_of(query.text)

    def answer(self, started: float) -> Results:
        """The results; `started` is when they were asked for, by the performance counter."""
        if self._question and self._wanted:
            whole, most = self._ask_question()
        else:
            whole, most = self._ask_all()
        total = whole["hits"]["total"]["value"]
        relaxed = most is not None and not self._all_hold
        nothing = relaxed or not total
        hits = self._hits(whole, most)
        trusted = sum(not hit.scattered for hit in hits)
        few = most is None and not self._question and trusted < FEW and total > 0
        return Results(
            total=total,
            hits=hits,
            partly=self._partly(whole, total, FEW - trusted) if few else (),
            facets=facets.counts(whole, self.query),
            exact=self._bounded and facets.are_exact(whole, self.query),
            took_ms=(time.perf_counter() - started) * 1000,
            suggestion=suggest(self._cluster, self._statistics, self._texts, self.query) if nothing else None,
            expanded=tuple(dict.fromkeys(text for text, _ in synonyms_of(self.step))),
            relaxed=relaxed,
        )

    def _ask_all(self) -> tuple[Answer, Most | None]:
        """Those that hold all words; where there are none, those that hold most."""
        self._prepare(either=_has_choice(self.step))
        (whole,) = self._ask([self._body(None)])
        self._all_hold = whole["hits"]["total"]["value"] > 0
        if self._all_hold or not self._wanted:
            return whole, None
        self._prepare(either=True)
        best, guessed = self._ask([self._best(), self._body(self._most(len(self._wanted)))], doubted=True)
        return self._made_good(whole, best, guessed)

    def _ask_question(self) -> tuple[Answer, Most | None]:
        """Those that hold most of the words of a question, whether some hold all or not."""
        self._prepare(either=True)
        bodies = [self._counting(), self._best(), self._body(self._most(len(self._wanted)))]
        all_of_them, best, guessed = self._ask(bodies, doubted=True)
        self._all_hold = all_of_them["hits"]["total"]["value"] > 0
        return self._made_good(None, best, guessed)

    def _made_good(self, whole: Answer | None, best: Answer, guessed: Answer) -> tuple[Answer, Most | None]:
        """The answer for as many words as the best document holds, which the guess may not have been."""
        score = best["hits"]["max_score"]
        if not score:
            return whole or self._ask([self._body(None)])[0], None
        most, guess = self._most(round(score)), self._most(len(self._wanted))
        return (guessed if most == guess else self._ask([self._body(most)])[0]), most

    def _most(self, best: int) -> Most:
        return Most(self._wanted, self._excluded, least(best, question=self._question))

    def _prepare(self, *, either: bool) -> None:
        """Know which words are wanted; words spelled alike too where some documents lack a word."""
        words = [word for word in Wanted(self._told, self._little, {}).words if word.root]
        self._with_alike = either and self._ranks and bool(words)
        alike = {}
        if self._with_alike:
            self._statistics.prepare(words)
            alike = {word.exact: self._statistics.alike_of(word) for word in words}
        self._alike = alike
        self._sought = Wanted(self._told, self._little, alike)

    def _ask(self, bodies: Sequence[Body], *, doubted: bool = False) -> list[Answer]:
        """Answers to some searches, and with them the counts that ranking will ask for.

        Where it is `doubted` that one document holds all words, those that another spelling starts from too.
        """
        missing = (
            self._statistics.missing(self._sought.counts()) if self._ranks or self.query.passages else []
        )
        words = self._statistics.unanswered(words_as_seen(self.query)) if doubted else []
        index = self._statistics.standing.index
        asked = [*bodies, *self._statistics.bodies(missing), *map(counting, words)]
        answers = self._cluster.search(index, asked)
        counts = answers[len(bodies) :]
        self._statistics.learn(missing, counts[: len(missing)])
        self._statistics.keep_answers(words, counts[len(missing) :])
        return answers[: len(bodies)]

    def _counting(self) -> Body:
        kept = [matching(self.step), *seen(self.query.reader), *self._filters.values()]
        return {"size": 0, "track_total_hits": True, "query": {"bool": {"filter": kept}}}

    def _best(self) -> Body:
        """How many words the document holds that holds most, of those that all filters keep."""
        each = [{"constant_score": {"filter": matching(child), "boost": 1}} for child in self._wanted]
        kept = {
            "should": each, "minimum_should_match": 1, "must_not": list(map(matching, self._excluded)),
            "filter": [*seen(self.query.reader), *self._filters.values()],
        }  # fmt: skip
        return {"size": 1, "_source": False, "track_total_hits": False, "query": {"bool": kept}}

    def _body(self, most: Most | None) -> Body:
        """The search for one page of results."""
        found = most.matching if most else matching(self.step)
        asked: Body = {"filter": [found, *seen(self.query.reader)]}
        if self._ranks:
            asked["should"] = self._scoring(most)
        first, size = self._window()
        columns = asked_for(self._sought, pieces=self.query.passages > 0)
        return {
            "track_total_hits": True, "from": first, "size": size,
            "_source": False, "stored_fields": "_none_",
            "docvalue_fields": columns, "query": {"bool": asked}, "sort": self._sort(),
            **({"post_filter": {"bool": {"filter": list(self._filters.values())}}} if self._filters else {}),
            **({"aggs": facets.aggregations(self.query, self._filters)} if self.query.facets else {}),
        }  # fmt: skip

    def _scoring(self, most: Most | None) -> list[Body]:
        told = {
            word.exact: self._statistics.told_by(word, self._alike[word.exact], self._ranking)
            for word in self._sought.words
            if self._alike.get(word.exact)
        }
        return scoring(All(most.wanted) if most else self.step, self._ranking, told)

    @property
    def _looked_at(self) -> int:
        """How many of the best are put in order here."""
        return depth_of(self.query.text) + _MARGIN

    def _window(self) -> tuple[int, int]:
        """Which hits to ask for; within those that are put in order here, all of these."""
        if self._ranks and self._first < self._looked_at:
            return 0, max(self._first + self._size, self._looked_at)
        return self._first, self._size

    def _sort(self) -> list[Any]:
        undated_last = {"missing": "_last"}
        match self.query.sort if self._ranks or self.query.sort is not Sort.RELEVANCE else Sort.NEWEST:
            case Sort.RELEVANCE:
                return ["_score", {"sequence": "asc"}]
            case Sort.NEWEST:
                return [{"date": {"order": "desc", **undated_last}}, {"filed": "asc"}, {"sequence": "asc"}]
            case Sort.OLDEST:
                return [{"date": {"order": "asc", **undated_last}}, {"filed": "asc"}, {"sequence": "asc"}]
            case Sort.TITLE:
                return [{"filed": "asc"}, {"sequence": "asc"}]
            case Sort.LATEST:
                return [{"sequence": "desc"}]

    def _hits(self, whole: Answer, most: Most | None) -> tuple[Hit, ...]:
        rows = whole["hits"]["hits"]
        if not self._ranks:
            return self._cut(rows, [row["fields"]["sequence"][0] for row in rows], None)
        if self._first >= self._looked_at:
            return self._cut(rows, [row["fields"]["sequence"][0] for row in rows], rows)
        near, far = rows[: self._looked_at], rows[self._looked_at :]
        state = self._candidates(near)
        best = self._ordered(state, most, len(near))
        best = best.beyond(self._first, self._size)
        finder = Finder(state)
        found = hits_of(
            finder,
            self._texts,
            self.query,
            self.step,
            self._ranking,
            best,
            state.source,
            partly=most is not None or self._question,
        )
        begin = max(self._first - len(near), 0)
        beyond = far[begin : begin + self._size - len(best.docs)]
        return found + self._cut(beyond, [row["fields"]["sequence"][0] for row in beyond], beyond)

    def _candidates(self, rows: Sequence[Answer]) -> Candidates:
        return Candidates(self._statistics, self._texts, rows, self._sought, alike=self._with_alike)

    def _ordered(self, state: Candidates, most: Most | None, count: int) -> Ranked:
        """Documents in order, with their scores."""
        every = np.arange(state.size, dtype=np.int32)
        if most is None:
            found = evaluate(state, self._told, self._ranking)
        else:
            parts = relaxable(self._told)
            wanted = parts[0] if parts else (self._told,)
            each = [evaluate(state, child, self._ranking) for child in wanted]
            found = Matches(every, score_partly(state, wanted, each, self._ranking))
        scores = np.zeros(state.size)
        scores[found.docs] = found.scores
        finder = Finder(state)
        return ranked(finder, self._told, self.query.text, Matches(every, scores), count, self._ranking)

    def _cut(
        self, rows: Sequence[Answer], sequences: Sequence[int], scored: Sequence[Answer] | None
    ) -> tuple[Hit, ...]:
        """Hits in the order they came in."""
        if not rows:
            return ()
        state = self._candidates(rows)
        docs = np.array([state.sequences.index(sequence) for sequence in sequences], np.int32)
        scores = [float(row["_score"] or 0.0) for row in scored] if scored else [0.0] * len(docs)
        return self._shown(state, as_ranked(Matches(docs, np.array(scores))))

    def _shown(self, state: Candidates, best: Ranked) -> tuple[Hit, ...]:
        """Hits that scatter nothing: nobody looked how, or they hold but most of the words."""
        finder, query, told, ranking = Finder(state), self.query, self._told, self._ranking
        return hits_of(finder, self._texts, query, told, ranking, best, state.source, partly=True)

    def _partly(self, whole: Answer, total: int, count: int) -> tuple[Hit, ...]:
        """The best documents that hold but most of the words, to follow the few that hold all together."""
        query = self.query
        if query.page > 1 or query.sort is not Sort.RELEVANCE or query.size <= total or not self._wanted:
            return ()
        self._prepare(either=True)
        best, guessed = self._ask([self._best(), self._body(self._most(len(self._wanted)))])
        answer, most = self._made_good(whole, best, guessed)
        if most is None:
            return ()
        held = {row["fields"]["sequence"][0] for row in whole["hits"]["hits"]}
        rows = [row for row in answer["hits"]["hits"] if row["fields"]["sequence"][0] not in held]
        state = self._candidates(rows[: self._looked_at])
        return self._shown(state, self._ordered(state, most, count))


def _has_choice(step: Step) -> bool:
    """Whether a document may answer without one of the words."""
    match step:
        case Either():
            return sum(not isinstance(child, WordSequence | Start) for child in step.children) > 1
        case All():
            return any(map(_has_choice, step.children))
    return False
