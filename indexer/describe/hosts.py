"""Hosts that are not what their address looks like: of files of others, of sites of others, of another name.

`hosts.txt` is the list of knowledge. What the list does not know is told by its name: who puts files of
anybody on line mostly says so in it (« docslib », « pdfslide »).
"""

import re
from collections.abc import Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from indexer.describe.addresses import Address
from indexer.describe.folded_text import fold

_FILE = Path(__file__).parent / "hosts.txt"
_OF_FILES = re.compile(
    r"(?:^|\d|^v|^f|^my|^free)(?:docs?|documents?|do[ck]umen\w?|dok|pdfs?|slides?|ppts?|ebooks?)(?:s|z{2}|\d|$)"
    r"|doc(?:lib|player|share|slib)|pdf(?:slide|$)|^slide"
)


@dataclass(frozen=True, slots=True)
class _Known:
    of_files: Set[str] = field(default_factory=set)
    of_sites: Set[str] = field(default_factory=set)
    called: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _known() -> _Known:
    files: set[str] = set()
    sites: set[str] = set()
    called: dict[str, str] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        host, _, name = line.partition(" = ")
        if name:
            called[host] = name
        elif line[:1] == "+":
            sites.add(line[1:].strip())
        elif line.strip() and line[:1] != "#":
            files.add(fold(line.strip()))
    return _Known(files, sites, called)


def whose_site(address: Address) -> Address | None:
    """The address by which a site is known for somebody's own; None where files of anybody are put."""
    known = _known()
    names = {address.name, ".".join((*address.before[-1:], address.name))}
    if names & known.of_sites:
        return address.one_deeper()
    is_mute = bool(names & known.of_files or address.host in known.of_files or _OF_FILES.search(address.name))
    return None if is_mute else address


def called(address: Address) -> str:
    """How a site is called that does not bear the name of its address; empty for others."""
    labels = address.host.split(".")
    endings = (".".join(labels[start:]) for start in range(len(labels)))
    return next((_known().called[each] for each in endings if each in _known().called), "")
