"""CQL 1.2: all of it is parsed, level 1 is run (`index relation term` and booleans) as a `Query`.

Words go where a person's words go (analysis, ranking); subject, place, type, language and date are kept as
filters, which hold for the whole question: below `or` and `not` they are diagnostic 48.
"""

import re
import threading
from dataclasses import dataclass, field
from typing import Any, NoReturn

from cql import CQLLexer, CQLLexerError, CQLParser12, CQLParserError

from catalogue.exchange.sru.diagnostics import Diagnostic
from catalogue.exchange.sru.indexes import Index, index_named
from catalogue.query import And, Everything, Filter, Node, Not, Or, Phrase, Prefix, Sort, Term, YearRange
from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary.labels import Labels

#: Longest question and most clauses: each costs the engine work.
_LONGEST = 2000
_MOST_CLAUSES = 32
_DEEPEST = 40
_WORD_RELATIONS = {"=", "==", "scr", "exact", "adj", "all", "any", "<>"}
_DATE_RELATIONS = {"=", "==", "scr", "exact", "<", "<=", ">", ">=", "within"}
_YEAR = re.compile(r"([0-9]{4})(-[0-9]{2}){0,2}")
_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')
#: What may stand in front of a term's last character: masking inside a word is not searched.
_MASKED = re.compile(r"(?<!\\)[*?](?!$)|(?<!\\)\?$")


@dataclass(slots=True)
class Asked:
    """What a question of CQL asks for."""

    root: Node = field(default_factory=Everything)
    filters: tuple[Filter, ...] = ()
    years: YearRange | None = None
    sort: Sort = Sort.RELEVANCE


class _Grammar:
    """The parser, whose tables take longer to make than a search; one question at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._lexer: Any = None
        self._parser: Any = None

    def parse(self, text: str) -> Any:
        with self._turn:
            if self._parser is None:
                self._lexer, self._parser = CQLLexer(), CQLParser12()
                self._lexer.build()
                self._parser.build(self._lexer)
            try:
                return self._parser.parse(text)
            except (CQLParserError, CQLLexerError, RecursionError) as error:
                raise Diagnostic(10, str(error)[:200]) from error


_grammar = _Grammar()


def read_cql(text: str, vocabularies: Vocabularies) -> Asked:
    """What the question asks for; raises Diagnostic."""
    if len(text) > _LONGEST or len(_QUOTE.findall(text)) % 2:
        raise Diagnostic(10, "Too long, or a quotation mark without its partner.")
    parsed = _grammar.parse(text)
    if parsed is None:
        raise Diagnostic(10)
    reading = _Reading(vocabularies)
    root = reading.node(parsed.root, plain=True, depth=0)
    years = reading.years
    return Asked(root or Everything(), reading.kept(), years, _sort(parsed.root))


def _sort(root: Any) -> Sort:
    specs = getattr(root, "sortSpecs", None) or []
    if not specs:
        return Sort.RELEVANCE
    if len(specs) > 1:
        raise Diagnostic(80, "Only one key is sorted by.")
    descending = any(
        each.name and "descending" in str(each.name).lower() for each in specs[0].modifiers or ()
    )
    return sort_by(str(specs[0].index), descending=descending)


def sort_by(name: str, *, descending: bool) -> Sort:
    """Our order for a key of CQL; raises Diagnostic."""
    index = index_named(name)
    if index is not None and index.facets == ("year",):
        return Sort.NEWEST if descending else Sort.OLDEST
    if index is not None and index.field == "title":
        return Sort.TITLE if not descending else _refuse(82, name)
    return _refuse(80, name)


def _refuse(number: int, details: str) -> NoReturn:
    raise Diagnostic(number, details)


class _Reading:
    """One walk over one tree of CQL."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._filters: dict[str, tuple[str, ...]] = {}
        self._clauses = 0
        self.years: YearRange | None = None

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
        self._clauses += 1
        if self._clauses > _MOST_CLAUSES:
            raise Diagnostic(48, "Too many clauses.")
        index = index_named(clause.index and str(clause.index))
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
    if term == "*" or (index.field is None and term in {"cql.allRecords", "1"} and relation == "="):
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
