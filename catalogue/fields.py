"""The tables of fields and of facets: what is held, searched and narrowed by, and what it is called.

Schema, weights, exports, forms and labels derive from FIELDS. From a row of FACETS derive the key in
addresses, the filter of the form, the option of the command, the parameter of the API, the documents' list
and what records count under; an index made by other rows is fed again by itself. Labels are French and pass
through gettext at display; weights are BM25F's (how much one occurrence counts in that field).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

#: Changes whenever a line below changes what an index must hold; an index made with another is re-fed.
FIELDS_VERSION = "5"


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
    repeated: bool = False
    #: Vocabulary whose concept ids the field holds.
    vocabulary: str | None = None
    #: Element of Dublin Core terms.
    dublin_core: str = ""


# One line a field, so that a change reads as one.
# fmt: off
FIELDS: tuple[Field, ...] = (
    Field("title", Kind.TEXT, "Titre", 2.0, ("titre", "title"), dublin_core="title"),
    Field("article", Kind.CODE, "Article initial"),
    Field("alternative", Kind.TEXT, "Autre titre", 1.5, dublin_core="alternative"),
    Field("creators", Kind.TEXT, "Auteurs", 1.5, ("auteur", "author"), repeated=True, dublin_core="creator"),
    Field("publisher", Kind.TEXT, "Éditeur", 0.8, ("éditeur", "editeur", "publisher"),
          dublin_core="publisher"),
    Field("issued", Kind.DATE, "Date", dublin_core="issued"),
    Field("type", Kind.CODE, "Type de document", vocabulary="types", dublin_core="type"),
    Field("language", Kind.CODE, "Langue", dublin_core="language"),
    Field("abstract", Kind.TEXT, "Résumé", 1.8, ("résumé", "resume", "abstract"), dublin_core="abstract"),
    Field("themes", Kind.CODE, "Thèmes", repeated=True, vocabulary="themes", dublin_core="subject"),
    Field("programmes", Kind.CODE, "Dispositifs", repeated=True, vocabulary="programmes",
          dublin_core="subject"),
    Field("keywords", Kind.TEXT, "Mots-clés", 1.4, ("motclé", "motcle", "keyword"), repeated=True,
          dublin_core="subject"),
    Field("places", Kind.CODE, "Territoires", repeated=True, vocabulary="places", dublin_core="spatial"),
    Field("audience", Kind.CODE, "Publics", repeated=True, vocabulary="audiences", dublin_core="audience"),
    Field("journal", Kind.CODE, "Paru dans", dublin_core="isPartOf"),
    Field("volume", Kind.CODE, "Volume"),
    Field("issue", Kind.CODE, "Numéro de la revue"),
    Field("extent", Kind.CODE, "Pagination", dublin_core="extent"),
    Field("collection", Kind.CODE, "Collection", dublin_core="isPartOf"),
    Field("isbn", Kind.CODE, "ISBN", repeated=True, dublin_core="identifier"),
    Field("issn", Kind.CODE, "ISSN", repeated=True, dublin_core="isPartOf"),
    Field("doi", Kind.CODE, "DOI", dublin_core="identifier"),
    Field("shelf_mark", Kind.CODE, "Cote"),
    Field("source", Kind.CODE, "Source", dublin_core="source"),
    Field("rights", Kind.CODE, "Droits", dublin_core="rights"),
    Field("access", Kind.CODE, "Diffusion", dublin_core="accessRights"),
    Field("status", Kind.CODE, "État de publication"),
    Field("embargo", Kind.CODE, "Embargo jusqu'au"),
    Field("reviewed", Kind.CODE, "Relue le"),
    Field("sharing", Kind.CODE, "Texte partagé"),
    Field("centre", Kind.CODE, "Centre", dublin_core="provenance"),
    Field("relations", Kind.CODE, "Voir aussi", repeated=True, dublin_core="relation"),
    Field("room", Kind.CODE, "Rubrique"),
    Field("rubrics", Kind.RUBRICS, "Fiche d'expérience", repeated=True),
    Field("format", Kind.CODE, "Format", dublin_core="format"),
    # What the codes above are called, and the file's name (`search.descriptors`); no record holds them.
    Field("descriptors", Kind.TEXT, "Descripteurs", 0.3, ("sujet", "subject")),
    Field("publication", Kind.TEXT, "Publication", 1.0,
          ("isbn", "issn", "doi", "cote", "revue", "collection", "journal")),
    Field("headings", Kind.TEXT, "Intertitres", 1.4),
    Field("body", Kind.TEXT, "Texte", 1.0, ("texte", "text")),
)
# fmt: on

BY_NAME = {field.name: field for field in FIELDS}
TEXT_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.TEXT)
PREFIXES = {prefix: field.name for field in FIELDS for prefix in field.prefixes}


class Counting(StrEnum):
    """Under which values of a facet a record counts."""

    #: Those its field holds.
    VALUES = "values"
    #: Those, and all broader concepts of theirs.
    ANCESTORS = "ancestors"
    #: The départements and regions its places lie in.
    TERRITORIES = "territories"
    #: The year of its date.
    YEAR = "year"
    #: The centre that described it, and those that hold a copy of it.
    CENTRES = "centres"
    #: Its places, and all they lie in.
    PLACES = "places"
    #: The series, without the number in it.
    SERIES = "series"


#: Value of a facet under which records count that hold none; in brackets, so that no concept can be it.
NONE = "(sans)"
#: What a visitor reads for that value of one facet.
Missing = NewType("Missing", str)


@dataclass(frozen=True, slots=True)
class Facet:
    """One row of the table of facets; rows stand in the order of addresses and of the form."""

    #: What engines, JSON and the command's options call it.
    name: str
    #: Its key in addresses.
    key: str
    #: What a visitor reads.
    label: str
    #: Name of the field it is made of.
    field: str
    #: What one writes for a value: « identifiant ».
    written: str = "identifiant"
    #: Attribute of `Vocabularies` that names its values; empty where they speak for themselves.
    vocabulary: str = ""
    counting: Counting = Counting.VALUES
    #: Whether it is offered even while all documents share one value.
    lone: bool = True
    #: Whether its concepts are offered while one types a search.
    completed: bool = False
    #: What NONE is called; empty where records without a value count nowhere.
    missing: str = ""
    #: Whether every search counts it and the form offers it; else only while it narrows one.
    listed: bool = True


# fmt: off
_FACETS = (
    Facet("theme", "theme", "Thème", "themes", vocabulary="themes", counting=Counting.ANCESTORS,
          completed=True, missing=Missing("Sans thème")),
    Facet("region", "region", "Région", "places", "code INSEE, ou dep: et celui d'un département",
          vocabulary="territories", counting=Counting.TERRITORIES, completed=True,
          missing=Missing("Sans région")),
    Facet("place", "lieu", "Lieu", "places", "code d'un territoire : com:37261, epci:…, dep:37, reg:24",
          counting=Counting.PLACES, completed=True, listed=False),
    Facet("programme", "programme", "Dispositif", "programmes", vocabulary="programmes", completed=True,
          missing=Missing("Sans dispositif")),
    Facet("type", "type", "Type de document", "type", vocabulary="types", completed=True,
          missing=Missing("Sans type")),
    Facet("audience", "public", "Public", "audience", vocabulary="audiences"),
    Facet("year", "annee", "Année", "issued", "2007, 2005..2010, 2005.. ou ..2010", counting=Counting.YEAR,
          missing=Missing("Sans date")),
    Facet("author", "auteur", "Auteur", "creators", "nom, comme les notices l'écrivent",
          missing=Missing("Sans auteur")),
    Facet("publisher", "editeur", "Éditeur", "publisher", "nom"),
    Facet("keyword", "motcle", "Mot-clé", "keywords", "mot-clé"),
    Facet("language", "langue", "Langue", "language", "code ISO 639-1", lone=False),
    Facet("journal", "revue", "Revue", "journal", "titre de la revue", lone=False),
    Facet("collection", "collection", "Collection", "collection", "titre de la collection",
          counting=Counting.SERIES, lone=False),
    Facet("centre", "centre", "Centre", "centre", counting=Counting.CENTRES, lone=False),
    Facet("room", "rubrique", "Rubrique", "room", "agenda, dossiers…"),
)
# fmt: on

#: Facet by its name.
FACETS = {facet.name: facet for facet in _FACETS}
#: Field → name of the facet that has the very values of the field.
FACET_OF_FIELD = {
    facet.field: facet.name
    for facet in _FACETS
    if facet.counting not in (Counting.TERRITORIES, Counting.YEAR, Counting.PLACES, Counting.SERIES)
}
