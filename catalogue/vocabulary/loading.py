"""Loading: the vocabularies shipped, with what a library adds to them or puts in their place.

rdflib takes most of a second to read them, too long for a command: what it read of a file is kept as JSON
in the user's cache folder under a hash of the file, so it can be deleted at any time and is never out of
date.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import msgspec

from catalogue.vocabulary.concepts import Collection, Concept, Scheme, Vocabularies, Vocabulary
from catalogue.vocabulary.gazetteer import Gazetteer, load_gazetteer
from catalogue.vocabulary.settling import settle

NAMES = ("themes", "programmes", "types", "audiences", "regions", "glossary")
SHIPPED = Path(__file__).parent.parent / "vocabularies"
#: Changes whenever `turtle` reads the same file otherwise.
READER_VERSION = "6"
#: Files kept in the cache: those of a few libraries and of a few versions of each.
MOST_KEPT = 64

#: The shipped file, then the library's own when there is one.
Files = tuple[Path, ...]


def load_vocabularies(folder: Path | None = None) -> Vocabularies:
    """The shipped vocabularies, each extended by `folder/<name>.ttl` when the library has one.

    A concept of the library takes the place of the shipped one of the same identifier; a file whose scheme
    says `dcterms:replaces` takes the place of the whole vocabulary. Raises ConfigurationError naming the
    file that cannot be read.
    """
    files = tuple(_files(name, folder) for name in NAMES)
    fingerprints = "".join(_fingerprint(path) for each in files for path in each)
    places = load_gazetteer(folder)
    version = hashlib.sha256((fingerprints + places.version).encode()).hexdigest()[:16]
    return _load(files, places, version)


def read_scheme(path: Path) -> Scheme:
    """Read one file, from the cache when it has not changed; raises ConfigurationError naming it."""
    cache = _cache_folder() / f"vocabulary-{_fingerprint(path)}.json"
    try:
        return msgspec.json.decode(cache.read_bytes(), type=Scheme)
    except (OSError, msgspec.DecodeError):
        from catalogue.vocabulary.turtle import read_turtle  # rdflib is slow to import and rarely needed

        scheme = read_turtle(path)
        _keep(cache, msgspec.json.encode(scheme))
        return scheme


def _files(name: str, folder: Path | None) -> Files:
    own = folder / f"{name}.ttl" if folder else None
    return (SHIPPED / f"{name}.ttl", own) if own and own.is_file() else (SHIPPED / f"{name}.ttl",)


def _fingerprint(path: Path) -> str:
    """Changes with any byte of the file and with the way it is read, and with nothing else."""
    return hashlib.sha256(READER_VERSION.encode() + path.read_bytes()).hexdigest()[:24]


@lru_cache(maxsize=8)
def _load(files: tuple[Files, ...], places: Gazetteer, version: str) -> Vocabularies:
    merged = {name: _merged(name, each) for name, each in zip(NAMES, files, strict=True)}
    return Vocabularies(**merged, places=places, version=version)


def _merged(name: str, files: Files) -> Vocabulary:
    concepts: dict[str, Concept] = {}
    collections: dict[str, Collection] = {}
    for path in files:
        scheme = read_scheme(path)
        if scheme.replaces:
            concepts.clear()
            collections.clear()
        concepts.update({each.identifier: each for each in scheme.concepts})
        collections.update({each.identifier: each for each in scheme.collections})
    kept, merged = settle(concepts)
    return Vocabulary(
        name,
        _succeeding(kept),
        {key: _with_members(each, merged) for key, each in collections.items()},
        merged,
    )


def stated(name: str, folder: Path | None) -> dict[str, Concept]:
    """Each concept as its file states it: merged ones as well, and nothing lent from one to the other."""
    concepts: dict[str, Concept] = {}
    for path in _files(name, folder):
        scheme = read_scheme(path)
        if scheme.replaces:
            concepts.clear()
        concepts.update({each.identifier: each for each in scheme.concepts})
    return concepts


def _with_members(collection: Collection, merged: dict[str, str]) -> Collection:
    return replace(
        collection, members=tuple(dict.fromkeys(merged.get(each, each) for each in collection.members))
    )


def _succeeding(concepts: dict[str, Concept]) -> dict[str, Concept]:
    """The same with successions told from both sides: a library's concept may replace one of ours."""
    before: dict[str, dict[str, None]] = {
        name: dict.fromkeys(each.predecessors) for name, each in concepts.items()
    }
    after: dict[str, dict[str, None]] = {
        name: dict.fromkeys(each.successors) for name, each in concepts.items()
    }
    for name, each in concepts.items():
        for other in each.predecessors:
            after.get(other, {})[name] = None
        for other in each.successors:
            before.get(other, {})[name] = None
    return {
        name: replace(each, predecessors=tuple(before[name]), successors=tuple(after[name]))
        for name, each in concepts.items()
    }


def _cache_folder() -> Path:
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fonds"
    except RuntimeError:  # a service without a home folder: nothing can be kept there, nor is
        return Path(os.devnull)


def _keep(cache: Path, content: bytes) -> None:
    """Write the cache whole or not at all and forget the oldest; where that is forbidden, starts are slow."""
    partial = cache.with_name(f"{cache.name}.{os.getpid()}")
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(cache)
        kept = sorted(cache.parent.glob("vocabulary-*"), key=lambda path: path.stat().st_mtime)
        for forgotten in kept[:-MOST_KEPT]:
            forgotten.unlink()
