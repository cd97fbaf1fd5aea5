"""Placing: what stands in the corpus, so that a record finds its document and no notice is made twice."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from catalogue.notice import SUFFIX
from catalogue.web_address import split_address

_PINNED = re.compile(r"^\s*identifier\s*=\s*[\"']([^\"'\n]+)[\"']", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CorpusPlaces:
    """Documents and notices of a corpus, as paths below it."""

    #: Identifier that a notice pins → the notice.
    notices: Mapping[str, str]
    documents: frozenset[str]
    #: Folded file name → documents of that name.
    named: Mapping[str, tuple[str, ...]]

    def document(self, told: str) -> str:
        """The document a path or an address speaks of; empty when none does, or two may be meant."""
        path = unquote(split_address(told).path if "://" in told else told).replace("\\", "/")
        path = unicodedata.normalize("NFC", path).removeprefix("./")
        if path in self.documents:
            return path
        found = self.named.get(_folded(path.rsplit("/", 1)[-1]), ())
        return found[0] if len(found) == 1 else ""


def standing(corpus: Path) -> CorpusPlaces:
    """Look at the corpus; links are not followed."""
    paths = list(_files(corpus, ""))
    documents = frozenset(path for path in paths if not path.endswith(SUFFIX))
    named: dict[str, tuple[str, ...]] = {}
    for path in sorted(documents):
        name = _folded(path.rsplit("/", 1)[-1])
        named[name] = (*named.get(name, ()), path)
    notices = {}
    for path in sorted(path for path in paths if path.endswith(SUFFIX)):
        pinned = _PINNED.search((corpus / path).read_text(encoding="utf-8", errors="replace"))
        if pinned:
            notices[pinned[1]] = path
    return CorpusPlaces(notices, documents, named)


def _files(folder: Path, prefix: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        status = entry.stat(follow_symlinks=False)
        if entry.name.startswith("."):
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _files(folder / entry.name, f"{prefix}{entry.name}/")
        elif stat.S_ISREG(status.st_mode):
            yield prefix + entry.name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
