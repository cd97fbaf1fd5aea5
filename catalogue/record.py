"""Record: one described document, in Dublin Core's words.

Plain frozen values without behaviour beyond their own consistency; everything here may be written to JSON
and read back by msgspec without loss. A place is written `kind:code` with INSEE's codes, e.g. `reg:54`
(a region, past or present: their codes never collide), `dep:37`, `com:37261`, `epci:243700754`.
"""

from dataclasses import dataclass
from enum import StrEnum

from catalogue.centre import centre_of
from catalogue.rooms import BEGINS, ROOMS, SHARED, Detail


class Access(StrEnum):
    """Who may see a record; each level includes the ones before it."""

    PUBLIC = "public"
    NETWORK = "network"
    INTERNAL = "internal"


class Status(StrEnum):
    """Whether a record was handed to its readers."""

    #: It waits at the desk, and only those who work there see it.
    PROPOSED = "proposed"
    PUBLISHED = "published"


class Withdrawing(StrEnum):
    """Why a record was withdrawn; the words are those of bundles (docs/lots.md)."""

    #: Its file has gone.
    RETIRED = "retire"
    #: Its file was edited, and is another record now.
    REPLACED = "remplace"
    #: It stands, for fewer readers than before.
    RESTRICTED = "restreint"
    #: Two records became one.
    MERGED = "fusion"
    #: Somebody had the right to have it erased: no word of it stays anywhere.
    BY_RIGHT = "droit"


class TextSource(StrEnum):
    """Where the text of a page comes from."""

    TEXT = "text"
    OCR = "ocr"
    #: The page is an image and no OCR program was at hand.
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document; a section or a slide where the format has no pages."""

    #: Counted from 1 in reading order; what URLs use.
    number: int
    text: str
    #: What is printed on the page (`iv`, `12`) or the section's heading; empty when there is none.
    label: str = ""
    headings: tuple[str, ...] = ()
    source: TextSource = TextSource.TEXT


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in the document a value was read."""

    #: 0 for what stands on no page: the address it comes from, the folder it lies in.
    page: int
    #: The sentence or line as it stands in the page's text.
    quote: str


class Method(StrEnum):
    """How our describer came by a value; what each is called stands in `catalogue.methods`."""

    METADATA = "metadata"
    LAYOUT = "layout"
    TITLE = "title"
    COVER = "cover"
    FIRST_LINE = "first line"
    STATED = "stated"
    HEADING = "heading"
    BYLINE = "byline"
    EVENT = "event"
    OPENING = "opening"
    NEWS = "news"
    EXTRACT = "extract"
    WORDS = "words"
    SHAPE = "shape"
    RUBRICS = "rubrics"
    FORMAT = "format"
    GAZETTEER = "gazetteer"
    ONLY_LANGUAGE = "only language"
    FILE_NAME = "file name"
    ORIGIN = "origin"
    VOCABULARY = "vocabulary"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why one value of one field is what it is."""

    field: str
    #: The value concerned, as it stands in the record (one provenance per value of a repeated field).
    value: str
    #: `notice` when a person said so, else a `Method`, or what another centre's describer calls its own.
    method: str
    #: 0 to 1; 1 for a person's word.
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    #: The words by which the value was found, those that counted most first; what a refusal teaches about.
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a practice sheet says under one of its headings."""

    #: A key of `catalogue.rooms.RUBRICS`.
    name: str
    #: Page where it begins.
    page: int
    text: str


#: The method of every value that a person wrote; such a value is never overwritten.
NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Record:
    """One notice of the catalogue: what is known of one document, and why."""

    identifier: str
    title: str
    #: The words its title begins with that do not count for its order, as another catalogue marked them.
    article: str = ""
    alternative: str = ""
    creators: tuple[str, ...] = ()
    publisher: str = ""
    #: EDTF level 0: `2007`, `2007-10` or `2007-10-09`; empty when unknown.
    issued: str = ""
    #: Concept id of the vocabulary `types`; empty when unknown.
    type: str = ""
    #: ISO 639-1; empty when unknown.
    language: str = ""
    abstract: str = ""
    #: Concept ids of the vocabularies `themes`, `programmes` and `audiences`.
    themes: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    #: Words of a person's own choice, which no vocabulary holds.
    keywords: tuple[str, ...] = ()
    #: `kind:code` with INSEE's codes.
    places: tuple[str, ...] = ()
    #: Standard numbers of the publication, as written.
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    doi: str = ""
    #: Where it stands on the shelves of its centre (« ATL ZUS 06 »).
    shelf_mark: str = ""
    #: The series it is part of, its number in it included (« Les Cahiers de la DIV ; 12 »).
    collection: str = ""
    #: The periodical it appeared in, with volume and number.
    journal: str = ""
    volume: str = ""
    issue: str = ""
    #: Its pages in the publication (« 14-39 »), or how many it has on paper (« 320 p. »).
    extent: str = ""
    #: Where the document comes from: an address or a sentence.
    source: str = ""
    #: The licence or the sentence that says what may be done with the document.
    rights: str = ""
    access: Access = Access.PUBLIC
    #: Whether those readers have it yet.
    status: Status = Status.PUBLISHED
    #: The day (`2027-01-31`) from which they do; empty for no embargo.
    embargo: str = ""
    #: The day on which a person read and confirmed the description; empty when nobody did.
    reviewed: str = ""
    #: How much of its text other centres may have: `full`, `extract`, `none`; empty: as its rights and the
    #: library's settings say.
    sharing: str = ""
    #: Identifier of the centre that described it.
    centre: str = ""
    #: Identifiers of related records.
    relations: tuple[str, ...] = ()
    #: What a practice sheet says, rubric by rubric; empty for all other documents.
    rubrics: tuple[Rubric, ...] = ()
    #: The room of the centre it stands in (`catalogue.rooms`), and what it says there; empty for the library.
    room: str = ""
    details: tuple[Detail, ...] = ()
    #: Media type of the file; empty for a notice without a document.
    format: str = ""
    #: Number of pages, sections or slides; 0 for a notice without a document.
    pages: int = 0
    #: SHA-256 of the file in hexadecimal; empty for a notice without a document.
    sha256: str = ""
    #: Path of the file below `corpus/`, with `/`; never shown, never shared.
    file: str = ""
    #: Size of the file in bytes.
    size: int = 0
    #: Address of the notice at the centre it was received from; empty for one of this library's own.
    origin: str = ""
    provenance: tuple[Provenance, ...] = ()
    #: Values more likely wrong than right, for a documentalist to look at: no values of this record,
    #: neither shown
    #: to readers nor shared.
    doubted: tuple[Provenance, ...] = ()
    #: Keys of other centres' records of the same file, which this one is shown for; told by the log.
    copies: tuple[str, ...] = ()

    def reasons(self, field: str) -> tuple[Provenance, ...]:
        """Why the values of one field are what they are."""
        return tuple(reason for reason in self.provenance if reason.field == field)

    def said(self, name: str) -> tuple[str, ...]:
        """What a record of a room says under the name of one detail."""
        return next((each.values for each in self.details if each.name == name), ())

    @property
    def stays(self) -> bool:
        """Whether it is read at its centre only, and copied by nobody: it may speak of persons."""
        return self.room in ROOMS and ROOMS[self.room].stays and not self.said(SHARED)

    @property
    def publication(self) -> tuple[str, ...]:
        """What tells the publication apart, to be searched: standard numbers also without their hyphens."""
        numbers = (*self.isbn, *self.issn)
        plain = (each.replace("-", "").replace(" ", "") for each in numbers)
        said = (self.doi, self.shelf_mark, self.collection, self.journal, self.volume, self.issue)
        return tuple(dict.fromkeys(filter(None, (*numbers, *plain, *said))))

    @property
    def received(self) -> bool:
        """Whether another centre describes and keeps the document: it is read here, never changed."""
        return bool(centre_of(self.identifier))

    @property
    def unread(self) -> bool:
        """Whether no person has confirmed the description: neither said so nor gave the title."""
        titled = any(reason.method == NOTICE for reason in self.reasons("title"))
        return not (self.received or self.reviewed or titled)

    @property
    def dated(self) -> str:
        """What it is ordered and narrowed by: date of issue, of an event the day it begins, or nothing."""
        return self.issued or next(iter(self.said(BEGINS)), "")[:10]

    @property
    def year(self) -> int | None:
        """The year of that date; None when unknown."""
        return int(self.dated[:4]) if self.dated[:4].isdigit() else None
