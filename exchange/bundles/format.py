"""The format `biblio-partage/1`: the names in a bag and the shape of every line in it (docs/lots.md).

Fields are added, never renamed; a reader passes over those it does not know. These are msgspec structs where
the rest of the catalogue has dataclasses: only they leave out what is empty, which halves a bundle's lines.
"""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from catalogue.centre import CENTRE

NAME = "biblio-partage"
MAJOR = 1
MINOR = 2
FORMAT = f"{NAME}/{MAJOR}"

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGS = "tagmanifest-sha256.txt"
SIGNATURE = f"{TAGS}.minisig"
TAG_FILES = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
MANIFEST, RECORDS, DELETED = "data/manifest.json", "data/records.jsonl", "data/deleted.jsonl"
VOCABULARY = "data/vocabulary.ttl"
TEXT_FILE = re.compile(r"data/text/([0-9a-f]{64})\.jsonl")
#: A payload of a later minor version, which this one passes over.
LATER = re.compile(r"data(/[a-z0-9][a-z0-9._-]{0,99}){1,3}")

#: Bytes of one line, of the text of one document, of all files of a bundle; entries of its zip.
LINE_BYTES = 1 << 20
TEXT_BYTES = 64 << 20
MOST_BYTES = 16 << 30
MOST_FILES = 400_000
#: How many times larger than its compressed form a file may be, once it has some size.
RATIO = 200
RATIO_FROM = 1 << 20

#: Characters of a short value, of a text, of an abstract; values of one field; pages of a document.
SHORT, TEXT, ABSTRACT, SEVERAL, MOST_PAGES = 300, 10_000, 100_000, 500, 1_000_000

Short = Annotated[str, Meta(max_length=SHORT)]
Text = Annotated[str, Meta(max_length=TEXT)]
Identifier = Annotated[str, Meta(min_length=1, max_length=SHORT, pattern=r"^[!-~]+$")]
Digest = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")]
Datestamp = Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?$")]
#: An address a person may follow; anything else never becomes a link.
WebAddress = Annotated[str, Meta(max_length=2000, pattern=r"^(https?://[!-~]+)?$")]
Several = Annotated[tuple[Short, ...], Meta(max_length=SEVERAL)]
Sharing = Literal["full", "extract", "none"]
Reason = Literal["retire", "remplace", "restreint", "fusion", "droit"]


class BundleLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all parts of a bundle are: JSON objects whose empty fields are left out."""


class CentreCard(BundleLine, frozen=True, kw_only=True):
    """Who made a bundle."""

    id: Annotated[str, Meta(pattern=f"^{CENTRE.pattern}$")]
    name: Annotated[str, Meta(min_length=1, max_length=SHORT)]
    url: WebAddress = ""
    contact: Short = ""


class BundleCounts(BundleLine, frozen=True, kw_only=True):
    """How much a bundle holds."""

    records: Annotated[int, Meta(ge=0)] = 0
    deleted: Annotated[int, Meta(ge=0)] = 0
    text_bytes: Annotated[int, Meta(ge=0)] = 0


class Licences(BundleLine, frozen=True, kw_only=True):
    """What may be done with the notices, and with the text."""

    metadata: Short = ""
    text: Short = ""


class Manifest(BundleLine, frozen=True, kw_only=True):
    """`data/manifest.json`: whose bundle, which state, how long it is good."""

    format: Short
    minor: int = 0
    centre: CentreCard
    #: The public key that signs it, in minisign's form.
    key: Short
    bundle_id: Short
    #: Number of the state this bundle brings its reader to; only grows.
    seq: Annotated[int, Meta(ge=0)]
    kind: Literal["full", "delta"]
    #: A delta tells what has changed since that number.
    base_seq: Annotated[int, Meta(ge=0)] = 0
    #: `public`, or `network` when it also holds what only the centres of the network may see.
    audience: Literal["public", "network"] = "public"
    created: Datestamp
    expires: Datestamp
    generator: Short = ""
    counts: BundleCounts = BundleCounts()
    licence: Licences = Licences()
    #: That by which later bundles will be signed, when it is about to change.
    next_key: Short = ""


class SharedFile(BundleLine, frozen=True, kw_only=True):
    """The document a record describes."""

    bytes: Annotated[int, Meta(ge=0)] = 0
    mime: Short = ""


class SharedRecord(BundleLine, frozen=True, kw_only=True):
    """One line of `data/records.jsonl`."""

    id: Identifier
    datestamp: Datestamp = ""
    #: The centre that described it, and those it came through.
    origin: Short = ""
    via: Several = ()
    #: Of the file, and of its text without regard to spaces and capitals.
    sha256: Digest = ""
    content_sha256: Digest = ""
    title: Text
    alternative: Text = ""
    creators: Several = ()
    publisher: Text = ""
    issued: Annotated[str, Meta(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")] = ""
    #: Addresses of concepts, told in `data/vocabulary.ttl`.
    types: Several = ()
    subjects: Several = ()
    programmes: Several = ()
    audiences: Several = ()
    #: `kind:code` with INSEE's codes: `reg:24`.
    places: Several = ()
    language: Annotated[str, Meta(max_length=12)] = ""
    abstract: Annotated[str, Meta(max_length=ABSTRACT)] = ""
    source: Text = ""
    licence: Text = ""
    #: Since 1.1: a centre's own words, and where and by which numbers the publication is known.
    keywords: Several = ()
    journal: Text = ""
    volume: Short = ""
    issue: Short = ""
    #: Its pages in the publication, or how many it has on paper; `extent` counts those of the file.
    pagination: Short = ""
    collection: Text = ""
    isbn: Several = ()
    issn: Several = ()
    doi: Short = ""
    shelf_mark: Short = ""
    #: Since 1.2: the words a title begins with that do not count for its order.
    article: Short = ""
    access: Literal["public", "network"] = "public"
    relations: Several = ()
    #: The notice at its own centre.
    url: WebAddress = ""
    extent: Annotated[int, Meta(ge=0, le=MOST_PAGES)] = 0
    file: SharedFile = SharedFile()
    #: How much of the text this bundle holds.
    rights_text: Sharing = "none"


class Deletion(BundleLine, frozen=True, kw_only=True):
    """One line of `data/deleted.jsonl`."""

    id: Identifier
    datestamp: Datestamp = ""
    reason: Reason = "retire"
    replaced_by: Annotated[str, Meta(max_length=SHORT)] = ""


class PageText(BundleLine, frozen=True, kw_only=True):
    """One line of `data/text/<sha256>.jsonl`."""

    #: Number of the page, from 1; its text; what is printed on it or its heading.
    p: Annotated[int, Meta(ge=1, le=MOST_PAGES)]
    t: str
    label: Short = ""
    headings: Several = ()
    ocr: bool = False


_encoder = msgspec.json.Encoder(order="sorted")


def line(value: BundleLine) -> bytes:
    """Canonical JSON, one line: UTF-8, keys in order, nothing between them."""
    return _encoder.encode(value) + b"\n"
