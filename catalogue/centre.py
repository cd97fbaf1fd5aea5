"""Centre: one whose records stand in our log, and how they are told from our own.

A received record is known by `identifier@centre`. No identifier of the corpus holds an `@`, so the same
document described by two centres is two records, each at its own address.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

#: What a centre may be called in files, addresses and identifiers.
CENTRE = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
#: What an address holds as it is; any other identifier is known by its digest.
_PLAIN = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_MARK = "@"


class Means(StrEnum):
    """How a centre's records come to us; also the folder of `state/` that keeps them."""

    BUNDLE = "mounts"
    HARVEST = "harvested"


@dataclass(frozen=True, slots=True)
class Centre:
    """One centre whose records stand here, and how fresh they are."""

    identifier: str
    name: str
    means: Means
    #: Address of its site and how to write to it; empty when it does not say.
    url: str = ""
    contact: str = ""
    #: Where we stand: the sequence number of the last bundle, or the datestamp harvested up to.
    position: str = ""
    #: When it last told what it holds, and until when that may be taken for true; UTC, empty when unsaid.
    told: str = ""
    expires: str = ""
    #: Where the next news come from: an address or a folder.
    source: str = ""
    #: Under which licences: of the notices, and of the text of the documents.
    licence: str = ""
    text_licence: str = ""
    #: The key that signs its bundles, and the one it has announced; empty for a harvest.
    key: str = ""
    next_key: str = ""
    #: Who its bundles are for, `public` or `network`; empty for a harvest.
    audience: str = ""


def received_key(centre: str, identifier: str) -> str:
    """How a received record is known here."""
    plain = identifier if _PLAIN.fullmatch(identifier) else hashlib.sha256(identifier.encode()).hexdigest()
    return f"{plain}{_MARK}{centre}"


def centre_of(key: str) -> str:
    """The centre a record was received from; empty for one of this library's own."""
    return key.partition(_MARK)[2]
