"""Concepts across centres: by which address each is told, and what another centre's are called here.

An address both centres know is the same concept; else the sender's or our own `skos:exactMatch` decides, then
`skos:closeMatch`, then the nearest broader concept that we know. What matches nothing is left out of the
record and counted (`fonds network`), never guessed.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec

from catalogue.record import Record
from catalogue.vocabulary import Concept, Vocabularies, Vocabulary

#: Field of a record → vocabulary its concepts come from.
FIELDS = {"themes": "themes", "programmes": "programmes", "type": "types", "audience": "audiences"}
#: A concept whose file gives it no address of its own.
_LOCAL = "urn:x-fonds:local:"
#: Changes when the same concepts would be matched otherwise.
VERSION = "1"


@dataclass(frozen=True, slots=True)
class SharedConcept:
    """One concept of another centre, as far as matching needs it."""

    address: str
    label: str
    vocabulary: str = ""
    broader: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    close_matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What a concept of another centre is here."""

    #: Identifier in our vocabulary, empty when nothing fits.
    identifier: str
    #: `same`, `exact`, `close`, `broader` or `none`.
    means: str


def address_of(concept: Concept, vocabulary: str, centre: str) -> str:
    """The address by which a concept is told to others."""
    if concept.address and not concept.address.startswith(_LOCAL):
        return concept.address
    return f"urn:x-fonds:centre:{centre}:{vocabulary}:{concept.identifier}"


def shared_concepts(
    vocabularies: Vocabularies, used: Mapping[str, set[str]], centre: str
) -> Iterable[SharedConcept]:
    """The concepts used, by vocabulary, with all that are broader."""
    for name, identifiers in used.items():
        vocabulary: Vocabulary = getattr(vocabularies, name)
        told = {parent for each in identifiers for parent in (each, *vocabulary.ancestors(each))}
        for identifier in sorted(told & vocabulary.concepts.keys()):
            yield _shared(vocabulary, vocabulary.concepts[identifier], centre)


def _shared(vocabulary: Vocabulary, concept: Concept, centre: str) -> SharedConcept:
    parents = (vocabulary.concepts[each] for each in concept.broader if each in vocabulary.concepts)
    return SharedConcept(
        address_of(concept, vocabulary.name, centre),
        concept.label(),
        vocabulary.name,
        tuple(address_of(each, vocabulary.name, centre) for each in parents),
        concept.matches,
        concept.close_matches,
    )


class ConceptMatcher:
    """Says what another centre's concepts are called here."""

    def __init__(
        self, ours: Vocabularies, theirs: Iterable[SharedConcept], centre: str, *, plain: bool = False
    ) -> None:
        """Match `theirs` to `ours`, of the centre named; `plain` takes our own identifiers as well."""
        self._theirs = {each.address: each for each in theirs}
        digest = hashlib.sha256(pack_concepts(self._theirs.values())).hexdigest()
        #: Changes when the same record would be told in other concepts.
        self.version = f"{VERSION}.{ours.version}.{digest[:16]}"
        self._same: dict[str, dict[str, str]] = {}
        self._exact: dict[str, dict[str, str]] = {}
        self._close: dict[str, dict[str, str]] = {}
        for name in FIELDS.values():
            concepts = getattr(ours, name).concepts.values()
            self._same[name] = {address_of(each, name, centre): each.identifier for each in concepts}
            if plain:
                self._same[name].update((each.identifier, each.identifier) for each in concepts)
            self._exact[name] = {to: each.identifier for each in concepts for to in each.matches}
            self._close[name] = {to: each.identifier for each in concepts for to in each.close_matches}

    def match(self, vocabulary: str, address: str) -> Match:
        """What the concept at an address is in one of our vocabularies."""
        waiting, seen = [address], set[str]()
        while waiting:
            found = self._direct(vocabulary, waiting[0])
            if found.identifier:
                return found if waiting[0] == address else Match(found.identifier, "broader")
            seen.add(waiting[0])
            theirs = self._theirs.get(waiting.pop(0))
            waiting += [each for each in (theirs.broader if theirs else ()) if each not in seen]
        return Match("", "none")

    def label(self, address: str) -> str:
        """What the other centre calls it; its address when it does not say."""
        theirs = self._theirs.get(address)
        return theirs.label if theirs else address

    def translate(self, record: Record) -> Record:
        """The record with our concepts in place of theirs, those without one left out."""
        found = {field: self._identifiers(name, getattr(record, field)) for field, name in FIELDS.items()}
        return replace(
            record,
            themes=found["themes"],
            programmes=found["programmes"],
            audience=found["audience"],
            type=next(iter(found["type"]), ""),
        )

    def _identifiers(self, vocabulary: str, addresses: str | tuple[str, ...]) -> tuple[str, ...]:
        several = (addresses,) if isinstance(addresses, str) else addresses
        found = (self.match(vocabulary, each).identifier for each in several if each)
        return tuple(dict.fromkeys(filter(None, found)))

    def _direct(self, vocabulary: str, address: str) -> Match:
        """By address, then by what either side says is the same, then by what either says is near."""
        same, exact, close = self._same[vocabulary], self._exact[vocabulary], self._close[vocabulary]
        theirs = self._theirs.get(address)
        if address in same:
            return Match(same[address], "same")
        for means, ours, told in (
            ("exact", exact, theirs.matches if theirs else ()),
            ("close", close, theirs.close_matches if theirs else ()),
        ):
            known = ours.get(address) or next((same[to] for to in told if to in same), "")
            # Both may name a third list: then they mean the same entry of it.
            known = known or next((exact[to] for to in told if to in exact), "")
            if known:
                return Match(known, means)
        return Match("", "none")


_decoder = msgspec.json.Decoder(tuple[SharedConcept, ...])


def pack_concepts(concepts: Iterable[SharedConcept]) -> bytes:
    """Concepts as they are kept with what a centre sent."""
    return msgspec.json.encode(tuple(concepts))


def unpack_concepts(packed: bytes) -> tuple[SharedConcept, ...]:
    """The inverse of `pack_concepts`; none for nothing."""
    return _decoder.decode(packed) if packed else ()
