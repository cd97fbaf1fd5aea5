"""Engine: the seam between what is asked and what answers.

An engine follows the log of the catalogue: `apply` brings it up to a sequence number, `search` answers from
what it has. It keeps no page text of its own: passages are cut from the pages that `PageTexts` hands it by
sequence number, so a reader sees one consistent state while a writer works. `open_engine` imports an
adapter only when its address asks for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Protocol

from catalogue.change import Change
from catalogue.errors import ConfigurationError
from catalogue.record import Page, Record
from catalogue.rights import Reader
from search.query import Query
from search.results import Hit, Mark, PageHits, Reason, Results, Suggestion


class PageTexts(Protocol):
    """Where an engine finds the records and the text it shows; the log is one."""

    def record_at(self, sequence: int) -> Record | None:
        """The record as it stood at that sequence number, None when it is gone since."""
        ...

    def page_at(self, sequence: int, number: int) -> Page | None:
        """One page as it stood at that sequence number, None when it is gone since."""
        ...

    def records_at(self, sequences: Sequence[int]) -> Mapping[int, Record]:
        """Several records at once, by their sequence numbers; those that are gone are left out."""
        ...

    def pages_among(self, places: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], Page]:
        """Several pages at once, by sequence number and number; those that are gone are left out."""
        ...


class FacetRules(Protocol):
    """What vocabularies make of a record: the facet values it counts under, and the words it is found by."""

    #: Changes when the same record would get other values or words; an index made with another is re-fed.
    version: str

    def values(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        """Facet name → distinct values, parents included where the facet is hierarchical."""
        ...

    def descriptors(self, record: Record) -> tuple[str, ...]:
        """The words of the field `descriptors`: what the record's codes are called, one text a name."""
        ...


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What an engine says of itself."""

    name: str
    #: Versions of fields, analysis and engine that the index was made with.
    versions: dict[str, str]
    records: int
    position: int
    #: What it cannot do, each with the reason; the conformance suite skips these by name.
    lacks: dict[str, str]
    #: What whoever runs it wants to know besides: name → value, as said to a person.
    health: dict[str, str] = field(default_factory=dict)


class Engine(Protocol):
    """What every engine does; `tests/search/engines/memory.py` is the specification in code."""

    def position(self) -> int:
        """Last sequence number applied; 0 when empty. Cheap: asked at every page."""
        ...

    def generation(self) -> str:
        """Name of the state that searches see, never given again to another one; for caches."""
        ...

    def apply(self, changes: Iterable[Change]) -> None:
        """Apply changes in order and make them visible together.

        Nothing of an apply that failed is visible as long as the engine lives. After a crash some of it may
        be; applying again from `position()` ends in the same state. Raises EngineUnavailableError when
        machines elsewhere do not answer.
        """
        ...

    def expunge(self) -> bool:
        """Leave no word of withdrawn or replaced records in any file; False when that is not done yet.

        Then it goes on, and whoever asked asks again. Files of machines that are away are not seen.
        """
        ...

    def search(self, query: Query) -> Results:
        """Answer one query; never raises on odd words, EngineUnavailableError when nobody answers."""
        ...

    def page_hits(self, identifier: str, query: Query) -> PageHits:
        """On which pages of one record the words of the query stand."""
        ...

    def mark(self, text: str, query: Query) -> tuple[Mark, ...]:
        """Which characters of a text the words of the query match, for showing a whole page."""
        ...

    def explain(self, identifier: str, query: Query) -> Sequence[Reason]:
        """Why one record ranks where it does: parts of its score, largest first."""
        ...

    def complete(self, prefix: str, *, reader: Reader, size: int = 8) -> Sequence[Suggestion]:
        """What a person may be typing; only what the reader may see counts."""
        ...

    def similar(self, identifier: str, *, reader: Reader, size: int = 5) -> Sequence[Hit]:
        """Records that resemble one, best first."""
        ...

    def describe(self) -> EngineInfo:
        """Versions, counts, limits."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


#: Scheme of the address → module with a function `open_engine(address, texts, facets) -> Engine`.
ADAPTERS = {"whoosh": "search.engines.whoosh", "opensearch": "search.engines.opensearch"}


def clear_engine(address: str) -> None:
    """Forget everything an engine holds, whatever made it, to be fed again from the log."""
    _adapter(address).clear_engine(_place(address))


def feed_afresh(address: str, facets: FacetRules, changes: Iterable[Change], position: int) -> None:
    """Make an engine again from all records that stand, up to a number of the log.

    What it held, damaged or made with other rules as it may be, answers until the new takes its place.
    """
    _adapter(address).feed_afresh(_place(address), facets, changes, position)


def damaged_files(address: str) -> list[str]:
    """Files of an engine that are not what it wrote, by their checksums; reads all of them."""
    found: list[str] = _adapter(address).damaged_files(_place(address))
    return found


def open_engine(address: str, texts: PageTexts, facets: FacetRules, *, behind: bool = False) -> Engine:
    """Open the engine an address names, e.g. `whoosh:/path/index/whoosh`.

    Raises IncompatibleIndexError when its files were made with other fields, analysis or facet rules. A
    reader may ask for one that is `behind`: with other rules of facets it answers all the same.
    """
    engine: Engine = _adapter(address).open_engine(_place(address), texts, facets, behind=behind)
    return engine


def _place(address: str) -> str:
    """What an adapter is told: `/path` of `whoosh:/path`, `https://host/name` of `opensearch+https://host/name`."""
    scheme, _, rest = address.partition(":")
    _, plus, protocol = scheme.partition("+")
    return f"{protocol}:{rest}" if plus else rest


def _adapter(address: str) -> ModuleType:
    scheme = address.partition(":")[0].partition("+")[0]
    module = ADAPTERS.get(scheme)
    if module is None:
        known = ", ".join(sorted(ADAPTERS))
        raise ConfigurationError(
            f"Moteur inconnu « {scheme} » dans [index] engine de fonds.toml. Moteurs connus : {known}."
        )
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in ("search", "catalogue"):
            raise
        raise ConfigurationError(
            f'Le moteur « {scheme} » n\'est pas installé. Installez-le par « pip install "fonds[{scheme}]" ».'
        ) from error
