"""Received records in the log: from what centres sent to rows beside our own.

Their rows follow what is kept of each centre (`exchange.received`) as an engine follows the log:
only what has changed since, everything when the log is new or concepts are matched otherwise.
"""

import zlib
from dataclasses import dataclass, replace

import msgspec

from catalogue.centre import Centre, Means, received_key
from catalogue.errors import DamagedFileError
from catalogue.library import Library
from catalogue.log import Log, Writer
from catalogue.record import Record, Withdrawing
from catalogue.vocabulary import load_vocabularies
from exchange.bundles.bundle_concepts import ConceptMatcher, unpack_concepts
from exchange.received import damaged_stores, stores
from exchange.received_store import Store, StoreItem


@dataclass(frozen=True, slots=True)
class DamagedStore:
    """A centre of which what is kept cannot be read; its records stay as they stood."""

    centre: str
    #: A French sentence: why, and what to do.
    message: str


def apply_received(library: Library, writer: Writer) -> tuple[DamagedStore, ...]:
    """Bring the log up to what centres sent; returns those whose store is damaged, which harm no other.

    One transaction a centre: readers see all of its news or none.
    """
    kept, damaged, applied = stores(library), damaged_stores(library), writer.applied()
    for identifier in applied.keys() - kept.keys() - damaged.keys():
        with writer.transaction():
            writer.drop_centre(identifier)
    # One that tells nothing and of which nothing stands here was cut short while it first came.
    told = {name: why for name, why in damaged.items() if why or name in applied}
    for identifier, store in kept.items():
        try:
            _follow(library, writer, store, applied.get(identifier, ""))
        except (DamagedFileError, zlib.error, msgspec.DecodeError) as error:
            told[identifier] = str(error)
    with writer.transaction():
        writer.pair_same()
    return tuple(DamagedStore(name, _damaged(name, why)) for name, why in sorted(told.items()))


def _follow(library: Library, writer: Writer, store: Store, applied: str) -> None:
    rows = _Rows(library, writer, store)
    if applied != rows.state:
        with store.open(), writer.transaction():
            rows.follow(applied)


def _damaged(centre: str, why: str) -> str:
    return (
        f"Ce qui est gardé du centre « {centre} » est endommagé ({why or 'il n’y a plus rien'}). Ses notices "
        f"restent comme elles étaient. Lancez « fonds unmount {centre} », puis montez son lot à nouveau."
    )


def matcher_of(library: Library, store: Store) -> ConceptMatcher:
    """Says what the concepts of a centre are called here."""
    ours = load_vocabularies(library.vocabularies)
    own = library.settings.library.centre
    theirs = unpack_concepts(store.vocabulary)
    return ConceptMatcher(ours, theirs, own, plain=store.centre.means is Means.HARVEST)


class _Rows:
    """The rows of one centre."""

    def __init__(self, library: Library, writer: Writer, store: Store) -> None:
        self._writer, self._store = writer, store
        self._log = Log(library.log_path, writer.connection)
        self._centre: Centre = store.centre
        self._matcher = matcher_of(library, store)
        self.state = f"{store.state}/{self._matcher.version}"

    def follow(self, applied: str) -> None:
        """Bring them from one state, empty for none, to the present one."""
        since, _, translated = applied.rpartition("/")
        if not since.startswith(self.state.partition("/")[0]):
            self._withdraw_strangers()
        for item in self._store.items(since):
            self._put(item)
        if translated != self._matcher.version:
            self._translate_again()
        self._writer.put_centre(self._centre, self.state)

    def _withdraw_strangers(self) -> None:
        """Withdraw what stands from another store of the same centre and is not in this one."""
        here = {received_key(self._centre.identifier, item.identifier) for item in self._store.items()}
        for key in self._writer.standing(self._centre.identifier):
            if key not in here:
                self._writer.withdraw(key)

    def _translate_again(self) -> None:
        """Correct the records whose concepts are others here, now that either vocabulary has changed."""
        for item in self._store.items():
            key = received_key(self._centre.identifier, item.identifier)
            entry = self._log.entry(key)
            if item.record is not None and entry is not None:
                record = self._localised(item.record, key)
                if entry.record != record:
                    self._writer.redescribe(record)

    def _put(self, item: StoreItem) -> None:
        key = received_key(self._centre.identifier, item.identifier)
        entry = self._log.entry(key)
        if item.record is None:
            if entry is None or entry.record is not None:
                self._writer.withdraw(key, reason=item.reason or Withdrawing.RETIRED)
            return
        self._writer.put_kept(self._localised(item.record, key), self._store.kept_pages(item.identifier))

    def _localised(self, record: Record, key: str) -> Record:
        """The record as it stands here: read-only, under its centre, in our words."""
        centre = self._centre.identifier
        return replace(
            self._matcher.translate(record),
            identifier=key,
            centre=centre,
            relations=tuple(received_key(centre, each) for each in record.relations),
            file="",
        )
