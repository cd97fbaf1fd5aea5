"""The page of a theme or a programme: what it is, when it was, what came before and after, what is held."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.errors import UnknownRecordError
from catalogue.vocabulary import Concept, Vocabulary
from search_app.language import _, current
from search_app.pages.addresses import address
from search_app.pages.hits import Card, shown_records
from search_app.pages.holdings import Holdings, holdings
from search_app.pages.links import Link, corrects
from search_app.pages.ways import value_url
from search_app.presented import presentation
from search_app.rooms.beside import beside
from search_app.site_library import catalogue
from search_app.state import SearchState


@dataclass(frozen=True, slots=True)
class ContractFrame:
    """A field of a generation of contracts, under which a theme stood."""

    name: str
    #: « Piliers des contrats de ville (2015-2023) ».
    of: str


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """All that `concept.html` prints."""

    kind: str
    #: Where all of its kind stand.
    index: Link
    title: str
    #: « 2007-2014 »; empty when no year is known.
    years: str
    definition: str
    names: tuple[str, ...]
    broader: tuple[Link, ...]
    narrower: tuple[Link, ...]
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    frames: tuple[ContractFrame, ...]
    matches: tuple[str, ...]
    source: str
    #: What the centre puts first here, and by which name it chooses for this page; empty for a visitor.
    chosen: tuple[Card, ...]
    choosing: str
    held: Holdings
    #: Dossiers and events of the centre on it.
    rooms: tuple[tuple[str, tuple[Link, ...]], ...]


def concept_page(facet: str, identifier: str) -> ConceptPage:
    """The page of one concept; raises UnknownRecordError when no vocabulary has it."""
    vocabulary = catalogue().vocabularies.of_facet(facet)
    concept = vocabulary.concepts.get(identifier) if vocabulary else None
    if vocabulary is None or concept is None:
        raise UnknownRecordError(_("Aucun thème ni dispositif ne porte ce nom. Cherchez-le par ses mots."))
    return ConceptPage(
        kind=_("Thème") if facet == "theme" else _("Dispositif"),
        index=Link(_("Thèmes"), address("ways_in.themes"))
        if facet == "theme"
        else Link(_("Dispositifs"), address("ways_in.programmes")),
        title=concept.label(current()),
        years=concept.years,
        definition=concept.definition,
        names=(*concept.acronyms, *concept.alternatives),
        broader=_links(facet, vocabulary, concept.broader),
        narrower=_links(facet, vocabulary, vocabulary.narrower(identifier)),
        before=_links(facet, vocabulary, concept.predecessors),
        after=_links(facet, vocabulary, concept.successors),
        frames=tuple(_frames(vocabulary, concept)),
        matches=tuple(each for each in (*concept.matches, *concept.close_matches) if each.startswith("http")),
        source=concept.source,
        chosen=tuple(shown_records(presentation().chosen_for(f"{facet}/{identifier}"))),
        choosing=f"{facet}/{identifier}" if corrects() else "",
        held=holdings(SearchState().selecting(facet, [identifier])),
        rooms=tuple(beside(facet, identifier)),
    )


def _links(facet: str, vocabulary: Vocabulary, identifiers: Iterable[str]) -> tuple[Link, ...]:
    known = (vocabulary.concepts[each] for each in identifiers if each in vocabulary.concepts)
    return tuple(Link(_dated(each), value_url(facet, each.identifier)) for each in known)


def _dated(concept: Concept) -> str:
    """The label with its years, where it does not say them itself."""
    label = concept.label(current())
    return f"{label} ({concept.years})" if concept.years and str(concept.start or "") not in label else label


def _frames(vocabulary: Vocabulary, concept: Concept) -> Iterable[ContractFrame]:
    for field in vocabulary.collections_of(concept.identifier):
        for frame in vocabulary.collections_of(field.identifier):
            yield ContractFrame(field.label(current()), frame.label(current()))
