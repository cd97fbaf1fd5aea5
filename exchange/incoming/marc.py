"""MARC: what UNIMARC and MARC 21 records say, whatever file they came in.

The tables follow IFLA's UNIMARC manual (2022, with 214 and 219 of French and PMB practice) and the Library of
Congress' MARC 21; only fields that have a counterpart in ours are read, and the others are named. A record
that has a 245 and no 200 is MARC 21.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exchange.formats.names import as_body
from exchange.incoming.incoming import FILES, FORM, SUBJECTS, Incoming, gathered


@dataclass(frozen=True, slots=True)
class Zone:
    """One field of a record: its tag and its subfields in order; a control field has one without a code."""

    tag: str
    subfields: tuple[tuple[str, str], ...]
    #: Two characters, or nothing.
    indicators: str = ""
    #: Codes somebody has asked for; the others are not taken over, and told.
    asked: set[str] = field(default_factory=set, compare=False)

    def joined(self, codes: str, between: str = " ") -> str:
        """The subfields of these codes, in the record's order."""
        self.asked.update(codes)
        return between.join(
            value.strip() for code, value in self.subfields if code in codes and value.strip()
        )

    def each(self, codes: str) -> Iterator[str]:
        """The same one by one."""
        self.asked.update(codes)
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
        zones = list(self.of(tag))
        for zone in zones:
            zone.asked.update(code for code, _value in zone.subfields)
        return next((value for zone in zones for _, value in zone.subfields), "")

    def left(self) -> Iterator[str]:
        """What says something that nobody asked for: the tag, or its subfields where others were taken."""
        for zone in self.zones:
            said = {code for code, value in zone.subfields if value.strip()} - zone.asked - _NUMBERS
            if zone.tag not in _TECHNICAL and said:
                yield from (f"{zone.tag} ${code}" for code in sorted(said)) if zone.asked else (zone.tag,)


#: Numbers and dates of the exchange itself, and links to records of authorities: nothing one reads.
_TECHNICAL = frozenset({"001", "003", "005", "006", "007", "008", "035", "040", "100", "801", "802"})
_NUMBERS = frozenset({"9", "3", "0", "6", "8"})
#: Subfields of a name that is shown inverted: surname, forename; dates and functions are left out.
_UNIMARC_NAMES = (("700", "701", "702"), ("710", "711", "712"))
_UNIMARC_SUBJECTS = ("606", "610", "600", "601", "605")
_MARC21_SUBJECTS = ("650", "653", "655", "600", "610", "630")


def read_record(number: int, line: int | None, record: MarcRecord) -> Incoming:
    """What a record says, under our names."""
    is_marc21 = any(record.of("245")) and not any(record.of("200"))
    pairs = _marc21(record) if is_marc21 else _unimarc(record)
    values = gathered(pairs)
    return Incoming(number, line, _own(record), values, tuple(dict.fromkeys(record.left())))


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
    for zone in record.of("200"):
        volume = ". ".join(filter(None, (zone.joined("a", " ; "), zone.joined("h"), zone.joined("i"))))
        yield "title", " : ".join(filter(None, (volume, zone.joined("e", " : "))))
        yield from (("alternative", each) for each in zone.each("cd"))
    yield from (
        ("alternative", zone.joined("ae", " : ")) for zone in record.of("517", "510", "500", "512", "532")
    )
    people, bodies = _UNIMARC_NAMES
    yield from (("creators", _person(zone)) for zone in record.of(*people))
    yield from (("creators", as_body(zone.joined("ab", ". "))) for zone in record.of(*bodies))
    for zone in record.of("214", "219", "210"):
        yield "publisher", zone.joined("c", " ; ")
        yield "issued", zone.joined("d")
    yield "issued", record.control("100")[9:13]  # general processing data: the first date
    yield from (("language", each) for zone in record.of("101") for each in zone.each("a"))
    yield from (("abstract", zone.joined("a")) for zone in record.of("330"))
    yield from _words(SUBJECTS, record.of(*_UNIMARC_SUBJECTS), "ajxz")
    yield from _words(FORM, record.of("608"), "a")
    yield from _words("places", record.of("606"), "y")
    yield from _words("places", record.of("607"), "ay")
    yield from _addresses(record)
    yield from _host(record, "461", "463", "464")
    yield from _numbers(record)
    yield from (("rights", zone.joined("a")) for zone in record.of("371", "310"))
    yield "type", _unimarc_type(record)


def _person(zone: Zone) -> str:
    """« Dupont, Jean », « Christine de Pisan », « Jean-Paul II »: what stands behind a name is part of it."""
    return ", ".join(
        filter(None, (" ".join(filter(None, (zone.joined("a"), zone.joined("dc")))), zone.joined("b")))
    )


def _host(record: MarcRecord, *tags: str) -> Iterator[tuple[str, str]]:
    """The periodical or the book that holds the document: its title, where in it, and its numbers."""
    for zone in record.of(*tags):
        yield "journal", zone.joined("t")
        yield ("issue" if zone.tag == "463" else "volume"), zone.joined("v")
        yield "issued", zone.joined("d")
        yield "issn", zone.joined("x")
        yield "isbn", zone.joined("y")
        yield "extent", zone.joined("p")


def _numbers(record: MarcRecord) -> Iterator[tuple[str, str]]:
    """Standard numbers, extent, series and shelf marks (995 and 930, as French libraries fill them)."""
    yield from (("isbn", each) for zone in record.of("010") for each in zone.each("a"))
    yield from (("issn", each) for zone in record.of("011") for each in zone.each("a"))
    for zone in record.of("017", "024"):
        if zone.joined("2").lower() == "doi":
            yield "doi", zone.joined("a")
    yield from (("extent", zone.joined("a")) for zone in record.of("215"))
    for zone in list(record.of("225")) or list(record.of("410")):
        yield "collection", " ; ".join(filter(None, (zone.joined("at", ". "), zone.joined("v"))))
    for tag, code in (("995", "k"), ("930", "a"), ("852", "j")):
        yield from (("shelf_mark", each) for zone in record.of(tag) for each in zone.each(code))


def _unimarc_type(record: MarcRecord) -> str:
    """What the record surely is; a monograph may be any report, so it is left to be recognised."""
    kind, level = record.leader[6:7], record.leader[7:8]
    if any(record.of("328")):  # a note on a thesis: its text is left, and told
        return "memoire"
    if kind == "a" and level == "a":
        return "article"
    return {"g": "video", "i": "video", "e": "donnees"}.get(kind, "")


def _marc21(record: MarcRecord) -> Iterator[tuple[str, str]]:
    for zone in record.of("245"):
        parts = (zone.joined(codes).strip(" /:;,=") for codes in ("a", "b", "np"))
        yield "title", " : ".join(filter(None, parts))
        skipped = zone.indicators[1:2]
        if skipped.isdigit():  # how many characters of the title do not count for its order
            yield "article", next(zone.each("a"), "").lstrip()[: int(skipped)]
    yield from (("alternative", zone.joined("ab").strip(" /")) for zone in record.of("246"))
    yield from (("creators", zone.joined("a").strip(" ,")) for zone in record.of("100", "700"))
    yield from (
        ("creators", as_body(zone.joined("ab", " ").strip(" ,."))) for zone in record.of("110", "710", "111")
    )
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
    for zone in record.of("773"):
        yield "journal", zone.joined("t").strip(" .,-")
        yield "volume", zone.joined("g")
        yield "issn", zone.joined("x")
        yield "isbn", zone.joined("z")
    yield from (("isbn", each.partition(" ")[0]) for zone in record.of("020") for each in zone.each("a"))
    yield from (("issn", each) for zone in record.of("022") for each in zone.each("a"))
    for zone in record.of("024"):
        if zone.joined("2").lower() == "doi":
            yield "doi", zone.joined("a")
    yield from (("extent", zone.joined("a").strip(" :;")) for zone in record.of("300"))
    for zone in list(record.of("490")) or list(record.of("830")):
        yield "collection", " ; ".join(filter(None, (zone.joined("a").strip(" ;,"), zone.joined("v"))))
    yield from (("shelf_mark", zone.joined("hi")) for zone in record.of("852"))
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
