"""Concepts and vocabularies as the rest of the catalogue uses them, whatever file they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.fields import FACETS
from catalogue.vocabulary.gazetteer import Gazetteer, load_gazetteer
from catalogue.vocabulary.regions import departements_by_region


@dataclass(frozen=True, slots=True)
class Concept:
    """One term of a controlled vocabulary (SKOS)."""

    #: Short ASCII slug; what records, filters and URLs hold.
    identifier: str
    #: Preferred label by language; French always.
    labels: Mapping[str, str]
    #: Synonyms, full names and spellings, in French (skos:altLabel): may stand for the concept in a search.
    alternatives: tuple[str, ...] = ()
    #: Acronyms (alternatives that are written in capitals), searched as they stand, capitals included.
    acronyms: tuple[str, ...] = ()
    #: Words and acronyms, in any language, by which a document betrays the concept without naming it
    #: (skos:hiddenLabel): for recognition, with the alternatives; never shown, never searched instead.
    cues: tuple[str, ...] = ()
    #: When not empty, the acronyms mean other things too: one of these words must stand near them.
    contexts: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    #: Years in force, both included; None is open or unknown.
    start: int | None = None
    end: int | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    definition: str = ""
    #: Identifier in the list it came from, for mapping (skos:notation).
    notation: str = ""
    #: Addresses of the same concept in other centres' vocabularies (skos:exactMatch), and of near ones.
    matches: tuple[str, ...] = ()
    close_matches: tuple[str, ...] = ()
    #: Where the dates and the definition were read (dcterms:source).
    source: str = ""
    #: Its own address in the file, by which other centres know it.
    address: str = ""
    #: Whether it is kept for the records that have it, but no longer proposed (owl:deprecated).
    hidden: bool = False
    #: The concept that took its place, with its names (fonds:mergedInto); empty when it stands for itself.
    merged_into: str = ""

    def label(self, language: str = "fr") -> str:
        """The preferred label, in French where the language has none."""
        return self.labels.get(language) or self.labels["fr"]

    @property
    def years(self) -> str:
        """The years in force as one reads them: « 2007-2014 », « 2024- », « -2006 »; empty when unknown."""
        start, end = (str(year or "") for year in (self.start, self.end))
        return start if start == end else f"{start}-{end}"


@dataclass(frozen=True, slots=True)
class Collection:
    """Concepts that stand together for some years (skos:Collection): a frame of contracts, or its fields."""

    identifier: str
    labels: Mapping[str, str]
    #: Identifiers of concepts or of other collections, in the file's order.
    members: tuple[str, ...]
    start: int | None = None
    end: int | None = None
    source: str = ""

    def label(self, language: str = "fr") -> str:
        """The label, in French where the language has none."""
        return self.labels.get(language) or self.labels["fr"]


@dataclass(frozen=True, slots=True)
class Scheme:
    """What one file holds (skos:ConceptScheme)."""

    concepts: tuple[Concept, ...]
    collections: tuple[Collection, ...] = ()
    #: Whether the file says it replaces another scheme (`dcterms:replaces`) instead of adding to it.
    replaces: bool = False
    #: Concepts that have two preferred labels in one language, which SKOS forbids; the last one is kept.
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All concepts of one kind; equal to itself only, so that what is computed from it can be kept."""

    name: str
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    collections: Mapping[str, Collection] = field(default_factory=dict)
    #: Identifiers that no longer stand for themselves, with the concept that took their place.
    merged: Mapping[str, str] = field(default_factory=dict)

    @property
    def offered(self) -> Mapping[str, Concept]:
        """The concepts that may be proposed: all but those that were hidden."""
        return {name: each for name, each in self.concepts.items() if not each.hidden}

    def label(self, identifier: str, language: str = "fr") -> str:
        """The label to show; the identifier itself when the concept is unknown."""
        concept = self.concepts.get(identifier)
        return concept.label(language) if concept else identifier

    def ancestors(self, identifier: str) -> tuple[str, ...]:
        """All broader concepts, nearest first, without the concept itself; safe on cycles."""
        found: dict[str, None] = {}
        waiting = [identifier]
        while waiting:
            concept = self.concepts.get(waiting.pop(0))
            for parent in concept.broader if concept else ():
                if parent != identifier and parent not in found:
                    found[parent] = None
                    waiting.append(parent)
        return tuple(found)

    def narrower(self, identifier: str) -> tuple[str, ...]:
        """Direct children, in the vocabulary's order."""
        return tuple(each.identifier for each in self.concepts.values() if identifier in each.broader)

    def collections_of(self, identifier: str) -> tuple[Collection, ...]:
        """The collections a concept or a collection is a member of."""
        return tuple(each for each in self.collections.values() if identifier in each.members)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabularies:
    """All vocabularies of one library: those shipped, with what the library changed in them."""

    themes: Vocabulary
    programmes: Vocabulary
    types: Vocabulary
    audiences: Vocabulary
    #: Keyed by INSEE's region code; a region of before 2016 has today's as `broader` and `successors`.
    regions: Vocabulary
    #: Changes with any word of any file.
    version: str
    #: Acronyms of the field that are neither theme nor programme, with their full names: for searching only.
    glossary: Vocabulary = field(default_factory=lambda: Vocabulary("glossary"))
    #: Communes, intercommunalities, départements, and the quarters the library has loaded.
    places: Gazetteer = field(default_factory=load_gazetteer)
    #: Regions with their départements (`dep:37`) below them, as the facet shows them.
    territories: Vocabulary = field(init=False)

    def __post_init__(self) -> None:
        below = {
            place: Concept(place, {"fr": name}, broader=(region,))
            for region, place, name in departements_by_region()
        }
        object.__setattr__(self, "territories", Vocabulary("regions", {**self.regions.concepts, **below}))

    def of_facet(self, facet: str) -> Vocabulary | None:
        """The vocabulary whose labels a facet shows; None where values speak for themselves."""
        row = FACETS.get(facet)
        found: Vocabulary | None = getattr(self, row.vocabulary) if row and row.vocabulary else None
        return found
