"""Clauses: one walk over a tree of CQL, from which the parts of a `Query` come."""

import re
from typing import Any

from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary.labels import Labels
from exchange.sru.diagnostics import Diagnostic
from exchange.sru.indexes import Index, index_named
from search.query import And, Everything, Filter, Node, Not, Or, Phrase, Prefix, Term, YearRange

#: Most clauses and levels of one question: each costs the engine work.
_MOST_CLAUSES = 32
_DEEPEST = 40
_WORD_RELATIONS = {"=", "==", "scr", "exact", "adj", "all", "any", "<>"}
_DATE_RELATIONS = {"=", "==", "scr", "exact", "<", "<=", ">", ">=", "within"}
_YEAR = re.compile(r"([0-9]{4})(-[0-9]{2}){0,2}")
#: What may stand in front of a term's last character: masking inside a word is not searched.
_MASKED = re.compile(r"(?<!\\)[*?](?!$)|(?<!\\)\?$")
_ALL = "cql.allrecords"
_IDENTIFIERS = frozenset({"rec.identifier", "dc.identifier", "identifier"})


class ClauseReading:
    """One walk over one tree of CQL."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._filters: dict[str, tuple[str, ...]] = {}
        self.clauses = 0
        self.years: YearRange | None = None
        self.identifier = ""

    def kept(self) -> tuple[Filter, ...]:
        """The filters found on the way."""
        return tuple(Filter(name, values) for name, values in self._filters.items())

    def node(self, tree: Any, *, plain: bool, depth: int) -> Node | None:
        """The part of the query a tree makes, None for a filter; `plain` while only `and` is above."""
        if depth > _DEEPEST:
            raise Diagnostic(48, "Too many levels.")
        if not hasattr(tree, "operator"):
            return self._clause(tree, plain=plain)
        if tree.operator.modifiers:
            raise Diagnostic(46, str(tree.operator))
        operator = str(tree.operator.value).lower()
        if operator not in {"and", "or", "not"}:
            raise Diagnostic(37, operator)
        left = self.node(tree.left, plain=plain and operator != "or", depth=depth + 1)
        right = self.node(tree.right, plain=plain and operator == "and", depth=depth + 1)
        if operator == "and":
            both = tuple(each for each in (left, right) if each is not None)
            return And(both) if len(both) > 1 else both[0] if both else None
        if right is None or (operator == "or" and left is None):
            raise Diagnostic(48, f"An index of values below « {operator} ».")
        return (
            Or((left or Everything(), right)) if operator == "or" else And((left or Everything(), Not(right)))
        )

    def _clause(self, clause: Any, *, plain: bool) -> Node | None:
        self.clauses += 1
        if self.clauses > _MOST_CLAUSES:
            raise Diagnostic(48, "Too many clauses.")
        index = index_named(clause.index and str(clause.index))
        if str(clause.index).lower() == _ALL:
            return Everything()
        if str(clause.index).lower() in _IDENTIFIERS:
            self._identifier(_term(str(clause.term)), plain=plain)
            return None
        if index is None:
            raise Diagnostic(16, str(clause.index))
        relation = str(clause.relation.comparitor).lower() if clause.relation else "="
        if clause.relation and clause.relation.modifiers:
            raise Diagnostic(20, str(clause.relation))
        term = _term(str(clause.term))
        if not index.facets:
            return _words(index, relation, term)
        if not plain:
            raise Diagnostic(48, f"{index.name} below « or » or « not ».")
        if index.facets == ("year",):
            self._date(relation, term)
        else:
            self._value(index, relation, term)
        return None

    def _identifier(self, term: str, *, plain: bool) -> None:
        if not plain:
            raise Diagnostic(48, "An identifier stands alone.")
        self.identifier = term

    def _date(self, relation: str, term: str) -> None:
        if relation not in _DATE_RELATIONS:
            raise Diagnostic(19, relation)
        if self.years is not None:
            raise Diagnostic(48, "More than one date.")
        years = [int(found[1]) if (found := _YEAR.fullmatch(each)) else None for each in term.split()]
        if None in years or len(years) != (2 if relation == "within" else 1):
            raise Diagnostic(36, term)
        first, last = int(years[0] or 0), int(years[-1] or 0)
        self.years = {
            "<": YearRange(None, first - 1),
            "<=": YearRange(None, first),
            ">": YearRange(first + 1, None),
            ">=": YearRange(first, None),
        }.get(relation, YearRange(min(first, last), max(first, last)))

    def _value(self, index: Index, relation: str, term: str) -> None:
        if relation not in {"=", "==", "scr", "exact"}:
            raise Diagnostic(19, relation)
        for facet in index.facets:
            vocabulary = self._vocabularies.of_facet(facet)
            if vocabulary is None:
                return self._keep(facet, (term.lower(),))
            known = (term,) if term in vocabulary.concepts else ()
            values = known or tuple(each.identifier for each in Labels(vocabulary).find(term))
            if values:
                return self._keep(facet, values)
        return self._keep(index.facets[0], ("",))

    def _keep(self, facet: str, values: tuple[str, ...]) -> None:
        if facet in self._filters:
            raise Diagnostic(48, f"More than one {facet}.")
        self._filters[facet] = values


def _term(written: str) -> str:
    quoted = len(written) >= 2 and written[0] == written[-1] == '"'
    term = " ".join((written[1:-1].replace('\\"', '"') if quoted else written).split())
    if not term:
        raise Diagnostic(27)
    return term


def _words(index: Index, relation: str, term: str) -> Node:
    if relation not in _WORD_RELATIONS:
        raise Diagnostic(19, relation)
    if term == "*":
        return Everything()
    if _MASKED.search(term.replace(" ", "")) or "* " in term:
        raise Diagnostic(28, term)
    if "^" in term:
        raise Diagnostic(31, term)
    words = tuple(_word(each, index.field) for each in term.split())
    if relation in {"all", "any"} and len(words) > 1:
        return And(words) if relation == "all" else Or(words)
    node = words[0] if len(words) == 1 else Phrase(term, index.field)
    return Not(node) if relation == "<>" else node


def _word(word: str, name: str | None) -> Node:
    return Prefix(word[:-1], name) if word.endswith("*") else Term(word, name)
