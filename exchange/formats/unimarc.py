"""UNIMARC in ISO 2709, in UTF-8: what PMB, Koha and union catalogues take in.

pymarc writes the structure, with lengths in bytes; which zone says what follows IFLA's manual and the
practice of French libraries (214 for the publisher, 995 for the shelf mark): `incoming.marc` reads it back.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from pymarc import Field, Indicators, Record, Subfield

from exchange.formats.names import CreatorName
from exchange.formats.reference import Reference
from search.titles import marked_length

_LEADER = "00000nam0 2200000   450 "
#: ISO 639-1 → 639-2, as UNIMARC writes languages; others are left out.
_CODES = (
    "fr=fre en=eng de=ger es=spa it=ita pt=por nl=dut ar=ara tr=tur oc=oci br=bre ca=cat eu=baq co=cos "
    "ru=rus pl=pol ro=rum el=gre zh=chi ja=jpn"
)
_LANGUAGES = dict(each.split("=") for each in _CODES.split())
#: Levels and kinds of the leader (places 6 and 7): a monograph of text unless the kind says otherwise.
_KINDS = {"article": "aa", "motion_picture": "gm", "article-journal": "aa", "article-newspaper": "aa"}
#: Longest content of a zone that a directory can tell.
_LONGEST = 9000

_Parts = tuple[tuple[str, str], ...]


def write(references: Iterable[Reference]) -> Iterator[bytes]:
    """One record a reference."""
    for reference in references:
        record = Record(to_unicode=False, force_utf8=True)
        record.leader = _LEADER[:6] + _KINDS.get(reference.kind.csl, "am") + _LEADER[8:]  # type: ignore[assignment]
        record.add_field(Field("001", data=reference.identifier))  # type: ignore[no-untyped-call]
        for tag, indicators, parts in _zones(reference):
            kept = [Subfield(code, _cut(value)) for code, value in parts if value]
            if kept:
                record.add_field(Field(tag, Indicators(*indicators), kept))  # type: ignore[no-untyped-call]
        yield record.as_marc()


def _zones(reference: Reference) -> Iterator[tuple[str, str, _Parts]]:
    yield from (("010", "  ", (("a", each),)) for each in reference.isbn)
    if not reference.journal:
        yield from (("011", "  ", (("a", each),)) for each in reference.issn)
    yield "017", "70", (("a", reference.doi), ("2", "doi")) if reference.doi else ()
    language = _LANGUAGES.get(reference.language, "")
    yield "100", "  ", (("a", _general(reference, language)),)
    yield "101", "0 ", (("a", language),)
    yield "200", "1 ", (("a", _title(reference)),)
    yield "214", " 0", (("c", reference.publisher), ("d", reference.issued))
    yield "215", "  ", (("a", _extent(reference)),)
    series, _between, number = reference.collection.partition(" ; ")
    yield "225", "0 ", (("a", series), ("v", number))
    yield "330", "  ", (("a", reference.abstract),)
    yield "371", "0 ", (("a", reference.rights),)
    yield from _host(reference)
    yield "517", "0 ", (("a", reference.alternative),)
    yield from (("606", "1 ", (("a", each),)) for each in (*reference.themes, *reference.programmes))
    yield from (("607", "  ", (("a", each),)) for each in reference.territories)
    yield "608", "  ", (("a", reference.type),)
    yield from (("610", "0 ", (("a", each),)) for each in reference.words)
    yield from (_author(place, name) for place, name in enumerate(reference.authors))
    today = datetime.now(UTC).strftime("%Y%m%d")
    yield "801", " 0", (("a", "FR"), ("b", reference.centre), ("c", today)) if reference.centre else ()
    yield "856", "4 ", (("u", reference.address),)
    yield "995", "  ", (("k", reference.shelf_mark),)


def _title(reference: Reference) -> str:
    """The title, with marks (ISO 6630) around what does not count for its order."""
    end = marked_length(reference.title, reference.article)
    marked = f"\x98{reference.title[:end]}\x9c" if end else ""
    return marked + reference.title[end:]


def _general(reference: Reference, language: str) -> str:
    """General processing data (100 $a): entered when, of what year, in which letters (50 is UTF-8)."""
    entered, year = datetime.now(UTC).strftime("%Y%m%d"), reference.issued[:4]
    return f"{entered}{'d' if year else 'u'}{year or '    ':4}    k  y0{language or 'fre'}y50      ba"


def _extent(reference: Reference) -> str:
    return reference.extent or (f"{reference.pages} p." if reference.pages else "")


def _host(reference: Reference) -> Iterator[tuple[str, str, _Parts]]:
    if reference.journal:
        issn = next(iter(reference.issn), "")
        yield "461", " 0", (("t", reference.journal), ("x", issn), ("v", reference.volume))
        yield "463", " 0", (("v", reference.issue),)


def _author(place: int, name: CreatorName) -> tuple[str, str, _Parts]:
    """The first one has a zone of its own, for persons (700) or bodies (710)."""
    last = "1" if place else "0"
    if name.given:
        return f"70{last}", " 1", (("a", name.family), ("b", name.given), ("4", "070"))
    return f"71{last}", "02", (("a", name.family), ("4", "070"))


def _cut(text: str) -> str:
    """As much of a text as a zone can hold, in bytes, whole words."""
    if len(text.encode()) <= _LONGEST:
        return text
    kept = text.encode()[:_LONGEST].decode("utf-8", "ignore")
    return kept.rpartition(" ")[0] + " …"
