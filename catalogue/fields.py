"""The one table of fields: schema, mappings, facets, forms, exports and labels derive from it.

A new field of the record is one line here. Labels are French and pass through gettext at display; weights
are BM25F's (how much one occurrence counts in that field).
"""

from dataclasses import dataclass
from enum import StrEnum

#: Changes whenever a line below changes what an index must hold; an index made with another is re-fed.
FIELDS_VERSION = "3"


class Kind(StrEnum):
    """What a field holds, hence how it is indexed and edited."""

    TEXT = "text"
    #: Identifiers, codes, concept ids: matched whole.
    CODE = "code"
    #: Texts under the headings of a practice sheet: shown, not indexed, since their words stand in the body.
    RUBRICS = "rubrics"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the table."""

    name: str
    kind: Kind
    #: What a visitor reads.
    label: str
    #: BM25F weight; 0 keeps the field out of full-text search.
    weight: float = 0.0
    #: What a person may type before a colon to search this field alone (`titre:`).
    prefixes: tuple[str, ...] = ()
    #: Name of the facet made of it, which is also its key in URLs and JSON.
    facet: str | None = None
    #: Whether the values of the facet have parents that count them too (themes, regions).
    hierarchical: bool = False
    sortable: bool = False
    repeated: bool = False
    #: Vocabulary whose concept ids the field holds.
    vocabulary: str | None = None
    #: Element of Dublin Core terms.
    dublin_core: str = ""


# One line a field, so that a change reads as one.
# fmt: off
FIELDS: tuple[Field, ...] = (
    Field("title", Kind.TEXT, "Titre", 2.0, ("titre", "title"), sortable=True, dublin_core="title"),
    Field("alternative", Kind.TEXT, "Autre titre", 1.5, dublin_core="alternative"),
    Field("creators", Kind.TEXT, "Auteurs", 1.5, ("auteur", "author"), repeated=True, dublin_core="creator"),
    Field("publisher", Kind.TEXT, "Éditeur", 0.8, ("éditeur", "editeur", "publisher"),
          dublin_core="publisher"),
    Field("issued", Kind.DATE, "Date", facet="year", sortable=True, dublin_core="issued"),
    Field("type", Kind.CODE, "Type de document", facet="type", vocabulary="types", dublin_core="type"),
    Field("language", Kind.CODE, "Langue", facet="language", dublin_core="language"),
    Field("abstract", Kind.TEXT, "Résumé", 1.8, ("résumé", "resume", "abstract"), dublin_core="abstract"),
    Field("themes", Kind.CODE, "Thèmes", facet="theme", hierarchical=True, repeated=True,
          vocabulary="themes", dublin_core="subject"),
    Field("programmes", Kind.CODE, "Dispositifs", facet="programme", repeated=True,
          vocabulary="programmes", dublin_core="subject"),
    Field("keywords", Kind.TEXT, "Mots-clés", 1.4, ("motclé", "motcle", "keyword"), repeated=True,
          dublin_core="subject"),
    Field("places", Kind.CODE, "Territoires", facet="region", hierarchical=True, repeated=True,
          vocabulary="places", dublin_core="spatial"),
    Field("audience", Kind.CODE, "Publics", repeated=True, vocabulary="audiences", dublin_core="audience"),
    Field("source", Kind.CODE, "Source", dublin_core="source"),
    Field("rights", Kind.CODE, "Droits", dublin_core="rights"),
    Field("access", Kind.CODE, "Diffusion", dublin_core="accessRights"),
    Field("sharing", Kind.CODE, "Texte partagé"),
    Field("centre", Kind.CODE, "Centre", facet="centre", dublin_core="provenance"),
    Field("relations", Kind.CODE, "Voir aussi", repeated=True, dublin_core="relation"),
    Field("rubrics", Kind.RUBRICS, "Fiche d'expérience", repeated=True),
    Field("format", Kind.CODE, "Format", dublin_core="format"),
    # What the codes above are called, and the file's name (`search.descriptors`); no record holds them.
    Field("descriptors", Kind.TEXT, "Descripteurs", 0.3, ("sujet", "subject")),
    Field("headings", Kind.TEXT, "Intertitres", 1.4),
    Field("body", Kind.TEXT, "Texte", 1.0, ("texte", "text")),
)
# fmt: on

#: Rubrics of a practice sheet, in the order in which they are shown; all are optional.
RUBRICS = (
    "context", "aims", "territory", "lead", "partners", "course", "means", "results", "limits", "contact",
)  # fmt: skip

BY_NAME = {field.name: field for field in FIELDS}
TEXT_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.TEXT)
FACETS = {field.facet: field for field in FIELDS if field.facet}
PREFIXES = {prefix: field.name for field in FIELDS for prefix in field.prefixes}
