"""The address a document comes from, taken apart as a name: host, path, what is shown of it.

Addresses are text from strangers: bounded, parsed, never followed. There is no list of public suffixes: a
name is what stands before the last label, or before it and a second level that many share (`gouv.fr`).
What is shown is neither query nor user, which may hold what is nobody's business.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from catalogue.web_address import split_address
from indexer.describe.folded_text import fold

#: Characters of the longest address that is read, and of what is shown of one.
LONGEST, SHOWN = 2000, 160
#: Labels of a host and segments of a path that are looked at.
LABELS, SEGMENTS = 8, 12
_SECOND_LEVELS = frozenset(
    ("ac", "asso", "co", "com", "edu", "gouv", "gov", "net", "nom", "org", "pref", "tm")
)
#: Of networks that nobody else reads: what lies there is told to nobody.
_PRIVATE = re.compile(
    r"(?:.*[.-])?(?:intranet|extranet)(?:[.-].*)?|.*\.(?:local|lan|localdomain|internal|corp|home)"
)
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
#: Names of machines rather than of whoever has them.
_MACHINE = re.compile(r"www?\d*|m|fr|amp|old|new|archives?|preprod\d*|testing|uat.*|test|dev|beta|web|static")


@dataclass(frozen=True, slots=True)
class Address:
    """One address, folded."""

    #: The labels before the name, those of machines left out: `aides`, `metropole` of
    #: `aides.metropole.rennes.fr`.
    before: tuple[str, ...]
    #: The label that was registered: `rennes`, `ville-lorient`.
    name: str
    #: What stands behind it: `fr`, `gouv.fr`.
    ending: str
    #: The segments of the path.
    path: tuple[str, ...]
    #: As a reader may see it.
    shown: str

    @property
    def host(self) -> str:
        """All of the host but the names of machines."""
        return ".".join((*self.before, self.name, self.ending))

    def one_deeper(self) -> "Address | None":
        """As seen below a host where anybody has a site: `paul.wordpress.com` is Paul's; None without one."""
        if not self.before:
            return None
        ending = f"{self.name}.{self.ending}"
        return Address(self.before[:-1], self.before[-1], ending, self.path, self.shown)


def read_address(text: str) -> Address | None:
    """The address of the web that a text is; None for anything else."""
    text = text.strip()
    if len(text) > LONGEST or not _WEB.fullmatch(text):
        return None
    parts = split_address(text if "://" in text else f"http://{text}")
    labels = [_plain(each) for each in (parts.hostname or "").rstrip(".").split(".")]
    if not 2 <= len(labels) <= LABELS or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        return None
    if _PRIVATE.fullmatch(".".join(labels)):
        return None
    shown = f"{parts.hostname}{parts.path.rstrip('/')}"
    path = tuple(fold(unquote(each)) for each in parts.path.split("/")[: SEGMENTS + 1] if each)
    last = 2 if len(labels) > 2 and labels[-2] in _SECOND_LEVELS else 1
    *before, name = labels[:-last]
    before = [each for each in before if not _MACHINE.fullmatch(each)]
    shown = shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
    return Address(tuple(before), name, ".".join(labels[-last:]), path, shown)


def _plain(label: str) -> str:
    """A label as people write it, folded: hosts with accents travel in another spelling."""
    if label.startswith("xn--"):
        try:
            label = label.encode("ascii").decode("idna")
        except UnicodeError:
            return ""
    return fold(label)
