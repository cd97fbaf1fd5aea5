"""Indexes of CQL: what may be searched from outside, and which field or facet of ours answers.

The names are Dublin Core's, so both follow the table of fields (`catalogue.fields`).
"""

from dataclasses import dataclass

from catalogue.fields import BY_NAME, FACETS, FIELDS, Field, Kind


@dataclass(frozen=True, slots=True)
class Index:
    """One index; it searches words, or keeps the values of a facet."""

    name: str
    title: str
    #: Field its words are searched in; None for all of them.
    field: str | None = None
    #: Facets whose values it may hold, the first that knows the term wins; none for words.
    facets: tuple[str, ...] = ()


#: Element of Dublin Core by which our terms are known in CQL's context set.
_SIMPLE = {"abstract": "description", "issued": "date", "spatial": "coverage", "alternative": ""}
#: The context set holds the fifteen elements, so who it is for and whose it is have no index.
_ABSENT = frozenset({"audience", "provenance"})


def _element(field: Field) -> str:
    return _SIMPLE.get(field.dublin_core, field.dublin_core)


def _facets() -> dict[str, tuple[str, ...]]:
    """Element → the facets whose values it may hold, in the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for facet in FACETS.values():
        element = _element(BY_NAME[facet.field])
        if element not in _ABSENT and BY_NAME[facet.field].kind is not Kind.TEXT:
            found[element] = (*found.get(element, ()), facet.name)
    return found


def _indexes() -> dict[str, Index]:
    facets_of = _facets()
    found = {"cql.serverchoice": Index("cql.serverChoice", "Tout")}
    for field in FIELDS:
        element = _element(field)
        name = f"dc.{element}"
        words = field.kind is Kind.TEXT and field.weight
        if element and name not in found and (words or element in facets_of):
            facets = () if words else facets_of[element]
            found[name] = Index(name, field.label, field.name if words else None, facets)
    return found


INDEXES = _indexes()


def index_named(name: str | None) -> Index | None:
    """The index of that name, written with its context set or without; None for one that is not here."""
    plain = (name or "cql.serverChoice").lower()
    if plain in {"cql.anywhere", "cql.allindexes", "serverchoice"}:
        plain = "cql.serverchoice"
    return INDEXES.get(plain) or INDEXES.get(f"dc.{plain}")
