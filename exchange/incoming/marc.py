"""MARC: what UNIMARC and MARC 21 records say, whatever file they came in.

The tables follow IFLA's UNIMARC manual (2022, with 214 and 219 of French and PMB practice) and the Library of
Congress' MARC 21; only fields that have a counterpart in ours are read. A record that has a 245 and no 200 is
MARC 21.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.incoming.incoming import FILES, SUBJECTS, Incoming, gathered


@dataclass(frozen=True, slots=True)
class Zone:
    """One field of a record: its tag and its subfields in order; a control field has one without a code."""

    tag: str
    subfields: tuple[tuple[str, str], ...]

    def joined(self, codes: str, between: str = " ") -> str:
        """The subfields of these codes, in the record's order."""
        return between.join(
            value.strip() for code, value in self.subfields if code in codes and value.strip()
        )

    def each(self, codes: str) -> Iterator[str]:
        """The same one by one."""
        return (value for code, value in self.subfields if code in codes)


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """One record: its leader (24 characters, or what could be made of it) and its fields."""

    leader: str
    zones: tuple[Zone, ...]

    def of(self, *tags: str) -> Iterator[Zone]:
        """The fields of these tags, in the order of the tags."""
        return (zone for tag in tags for zone in self.zones if zone.tag == tag)

    def control(self, tag: str) -> str:
        """The text of a control field, empty when it is not there."""
        return next((value for zone in self.of(tag) for _, value in zone.subfields), "")


#: Subfields of a name that is shown inverted: surname, forename; dates and functions are left out.
_UNIMARC_NAMES = (("700", "701", "702"), ("710", "711", "712"))
_UNIMARC_SUBJECTS = ("606", "610", "600", "601", "605", "608")
_MARC21_SUBJECTS = ("650", "653", "655", "600", "610", "630")


def read_record(number: int, line: int | None, record: MarcRecord) -> Incoming:
    """What a record says, under our names."""
    is_marc21 = any(record.of("245")) and not any(record.of("200"))
    pairs = _marc21(record) if is_marc21 else _unimarc(record)
    return Incoming(number, line, _own(record), gathered(list(pairs)))


def _own(record: MarcRecord) -> str:
    """The record's number: 001, else what Koha keeps in 090 or 999."""
    held = (
        each
        for tag, code in (("090", "a"), ("999", "c"))
        for zone in record.of(tag)
        for each in zone.each(code)
    )
    return record.control("001").strip() or next(held, "").strip()


def _unimarc(record: MarcRecord) -> Iterator[tuple[str, str]]:
    for zone in list(record.of("200"))[:1]:
        volume = ". ".join(filter(None, (zone.joined("a", " ; "), zone.joined("h"), zone.joined("i"))))
        yield "title", " : ".join(filter(None, (volume, zone.joined("e", " : "))))
    yield from (("alternative", zone.joined("ae", " : ")) for zone in record.of("517", "510", "500", "512"))
    people, bodies = _UNIMARC_NAMES
    yield from (("creators", zone.joined("ab", ", ")) for zone in record.of(*people))
    yield from (("creators", zone.joined("ab", ". ")) for zone in record.of(*bodies))
    for zone in record.of("214", "219", "210"):
        yield "publisher", zone.joined("c", " ; ")
        yield "issued", zone.joined("d")
    yield "issued", record.control("100")[9:13]  # general processing data: the first date
    yield from (("language", each) for zone in record.of("101") for each in zone.each("a"))
    yield from (("abstract", zone.joined("a")) for zone in record.of("330"))
    yield from _words(SUBJECTS, record.of(*_UNIMARC_SUBJECTS), "axz")
    yield from _words("places", record.of("606"), "y")
    yield from _words("places", record.of("607"), "ay")
    yield from _addresses(record)
    yield from (("source", zone.joined("atv", ", ")) for zone in record.of("461", "463", "464"))
    yield from (("rights", zone.joined("a")) for zone in record.of("371"))
    yield "type", _unimarc_type(record)


def _unimarc_type(record: MarcRecord) -> str:
    """What the record surely is; a monograph may be any report, so it is left to be recognised."""
    kind, level = record.leader[6:7], record.leader[7:8]
    if any(record.of("328")):
        return "memoire"
    if kind == "a" and level == "a":
        return "article"
    return {"g": "video", "i": "video", "e": "donnees"}.get(kind, "")


def _marc21(record: MarcRecord) -> Iterator[tuple[str, str]]:
    for zone in list(record.of("245"))[:1]:
        parts = (zone.joined(codes).strip(" /:;,=") for codes in ("a", "b"))
        yield "title", " : ".join(filter(None, parts))
    yield from (("alternative", zone.joined("ab").strip(" /")) for zone in record.of("246"))
    yield from (("creators", zone.joined("a").strip(" ,")) for zone in record.of("100", "700"))
    yield from (("creators", zone.joined("ab", " ").strip(" ,.")) for zone in record.of("110", "710", "111"))
    for zone in record.of("264", "260"):
        yield "publisher", zone.joined("b").strip(" ,;:")
        yield "issued", zone.joined("c")
    yield "issued", record.control("008")[7:11]
    yield "language", record.control("008")[35:38]
    yield from (("language", each) for zone in record.of("041") for each in zone.each("a"))
    yield from (("abstract", zone.joined("ab")) for zone in record.of("520"))
    yield from _words(SUBJECTS, record.of(*_MARC21_SUBJECTS), "axyv")
    yield from _words("places", record.of("650"), "z")
    yield from _words("places", record.of("651"), "az")
    yield from _addresses(record)
    yield from (("source", zone.joined("tg", ", ")) for zone in record.of("773"))
    yield "type", "memoire" if any(record.of("502")) else ""


def _words(name: str, zones: Iterator[Zone], codes: str) -> Iterator[tuple[str, str]]:
    """Headings and their subdivisions, each for itself: our themes and places are not strung together."""
    for zone in zones:
        yield from ((name, re.sub(r"[\s.,]+$", "", each)) for each in zone.each(codes))


def _addresses(record: MarcRecord) -> Iterator[tuple[str, str]]:
    """856: an address, which may be that of a file we hold; 896 and 897 are PMB's digital documents."""
    for zone in record.of("856"):
        yield "source", zone.joined("u")
        yield from ((FILES, each) for each in zone.each("uf"))
    yield from ((FILES, each) for zone in record.of("897") for each in zone.each("ab"))
