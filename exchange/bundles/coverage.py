"""Coverage: what the themes and programmes of another centre are here, and how many records that concerns."""

from collections import Counter
from dataclasses import dataclass

from catalogue.library import Library
from exchange.apply_received import matcher_of
from exchange.bundles.bundle_concepts import FIELDS
from exchange.received import stores

#: Fields whose concepts are worth a person's look.
REPORTED = ("themes", "programmes")


@dataclass(frozen=True, slots=True)
class Covered:
    """One concept of another centre."""

    vocabulary: str
    address: str
    label: str
    #: Our concept, empty when there is none; and by what they were matched: `same`, `exact`, `close`,
    #: `broader` or `none`.
    identifier: str
    means: str
    records: int


def coverage(library: Library, centre: str) -> list[Covered]:
    """The concepts that a centre's records name, those without one of ours first, then the most frequent."""
    store = stores(library)[centre]
    counts: Counter[tuple[str, str]] = Counter()
    for item in store.items():
        for field in REPORTED:
            named = getattr(item.record, field, ()) if item.record else ()
            counts.update((FIELDS[field], address) for address in named)
    matcher = matcher_of(library, store)
    found = []
    for (vocabulary, address), count in counts.items():
        match = matcher.match(vocabulary, address)
        label = matcher.label(address)
        found.append(Covered(vocabulary, address, label, match.identifier, match.means, count))
    return sorted(found, key=lambda each: (each.means != "none", -each.records, each.label))
