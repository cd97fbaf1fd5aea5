"""Search: what somebody asks for, as typed and chosen, before anyone asks it.

One value made of an address, the options of a command, a form of the desk or a question of CQL; `query_of`
makes of it the `Query` that an engine answers, for one reader, with as much beside the hits as is shown.
"""

from dataclasses import dataclass
from enum import StrEnum

from catalogue.defined_acronyms import DefinedAcronyms
from catalogue.fields import FACETS
from catalogue.rights import Reader
from catalogue.vocabulary import Vocabularies
from search.expansion import NONE_DEFINED, expand
from search.parser import parse
from search.plan import plan
from search.query import PAGE_SIZE, PASSAGES, Filter, Node, Query, Sort, YearRange
from search.steps import NOTHING

#: The facets that every search counts.
ALL_FACETS = tuple(name for name, facet in FACETS.items() if facet.listed)


@dataclass(frozen=True, slots=True)
class Search:
    """Words, filters, order and page; knows neither who asks nor how the answer is shown."""

    text: str = ""
    filters: tuple[Filter, ...] = ()
    years: YearRange | None = None
    sort: Sort = Sort.RELEVANCE
    #: Counted from 1.
    page: int = 1
    #: Whether synonyms and acronyms may be searched as well.
    expand: bool = True
    #: The words as a tree already, from who asks in a language of their own (CQL); None to read `text`.
    root: Node | None = None

    def values(self, facet: str) -> tuple[str, ...]:
        """The values asked for in one facet."""
        return next((each.values for each in self.filters if each.field == facet), ())

    @property
    def narrowed(self) -> bool:
        """Whether anything but words restricts the answer."""
        return bool(self.filters or self.years)


class Lost(StrEnum):
    """What of a query is not searched, so that whoever answers says it."""

    #: Words beyond the limit.
    BEYOND = "beyond"
    #: All of it: stop words or signs alone.
    ALL = "all"


def lost_of(text: str) -> Lost | None:
    """What of a typed query is not searched, None when all of it is."""
    parsed = parse(text)
    if text.strip() and plan(parsed.root) == NOTHING:
        return Lost.ALL
    return Lost.BEYOND if parsed.ignored else None


def query_of(
    search: Search,
    vocabularies: Vocabularies,
    reader: Reader,
    *,
    size: int = PAGE_SIZE,
    passages: int = PASSAGES,
    facets: tuple[str, ...] = ALL_FACETS,
    defined: DefinedAcronyms = NONE_DEFINED,
) -> Query:
    """The question an engine answers; `size` hits a page, `passages` at most of each, `facets` counted.

    `defined` holds the acronyms that the library's documents define.
    """
    root = search.root or parse(search.text).root
    if search.expand:
        root, _names = expand(root, vocabularies, defined)
    return Query(
        root=root,
        text=search.text,
        filters=search.filters,
        years=search.years,
        sort=search.sort,
        page=search.page,
        size=size,
        expand=search.expand,
        facets=facets,
        passages=passages,
        reader=reader,
    )
