"""CQL 1.2: all of it is parsed, level 1 is run (`index relation term` and booleans) as a `Query`.

Words go where a person's words go (analysis, ranking); subject, place, type, language and date are kept as
filters, which hold for the whole question: below `or` and `not` they are diagnostic 48.
"""

import logging
import re
import threading
from dataclasses import dataclass
from typing import Any, NoReturn

from cql import CQLLexer, CQLLexerError, CQLParser12, CQLParserError

from catalogue.vocabulary import Vocabularies
from exchange.sru.clauses import ClauseReading
from exchange.sru.diagnostics import Diagnostic
from exchange.sru.indexes import index_named
from exchange.xml_text import clean
from search.query import Everything, Sort
from search.search import Search

#: Longest question, in characters.
_LONGEST = 2000
_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')


@dataclass(frozen=True, slots=True)
class CqlSearch(Search):
    """What a question of CQL asks for; its words are a tree already, and mean what they say."""

    #: The one notice asked for, by its identifier or its address; empty for a search.
    identifier: str = ""


# What people type is answered by a diagnostic; the library would print it as well.
logging.getLogger("cql").setLevel(logging.CRITICAL)


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


def read_cql(text: str, vocabularies: Vocabularies) -> CqlSearch:
    """What the question asks for; raises Diagnostic."""
    if len(text) > _LONGEST or len(_QUOTE.findall(text)) % 2:
        raise Diagnostic(10, "Too long, or a quotation mark without its partner.")
    parsed = _grammar.parse(" ".join(clean(text).split()))
    if parsed is None:
        raise Diagnostic(10)
    reading = ClauseReading(vocabularies)
    root = reading.node(parsed.root, plain=True, depth=0)
    if reading.identifier and reading.clauses > 1:
        raise Diagnostic(48, "An identifier stands alone.")
    sort = _sort(parsed.root)
    return CqlSearch(
        root=root or Everything(),
        filters=reading.kept(),
        years=reading.years,
        sort=sort,
        expand=False,
        identifier=reading.identifier,
    )


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
