"""Loading: the vocabularies shipped, with what a library adds to them or puts in their place.

rdflib takes most of a second to read them, too long for a command: what was read is kept as JSON in the
user's cache folder under a hash of the files, so it can be deleted at any time and is never out of date.
"""

import hashlib
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgspec

from catalogue.vocabulary.concepts import Concept, Vocabularies, Vocabulary

NAMES = ("themes", "programmes", "types", "audiences", "regions", "glossary")
SHIPPED = Path(__file__).parent.parent / "vocabularies"
#: Changes whenever `turtle` reads the same file otherwise.
READER_VERSION = "2"
#: Caches kept: one per library used on this machine and a few of the past.
MOST_KEPT = 8

#: The shipped file, then the library's own when there is one.
Files = tuple[Path, ...]


def load_vocabularies(folder: Path | None = None) -> Vocabularies:
    """The shipped vocabularies, each extended by `folder/<name>.ttl` when the library has one.

    A concept of the library takes the place of the shipped one of the same identifier; a file whose scheme
    says `dcterms:replaces` takes the place of the whole vocabulary. Raises ConfigurationError naming the
    file that cannot be read.
    """
    files = tuple(_files(name, folder) for name in NAMES)
    return _load(files, _fingerprint(files))


def _files(name: str, folder: Path | None) -> Files:
    own = folder / f"{name}.ttl" if folder else None
    return (SHIPPED / f"{name}.ttl", own) if own and own.is_file() else (SHIPPED / f"{name}.ttl",)


def _fingerprint(files: tuple[Files, ...]) -> str:
    """Changes with any byte of any file, with the way they are read, and with nothing else."""
    digest = hashlib.sha256(READER_VERSION.encode())
    for path in (path for each in files for path in each):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()[:16]


@lru_cache(maxsize=8)
def _load(files: tuple[Files, ...], version: str) -> Vocabularies:
    cache = _cache_folder() / f"vocabularies-{version}.json"
    try:
        vocabularies = msgspec.json.decode(cache.read_bytes(), type=dict[str, tuple[Concept, ...]])
    except (OSError, msgspec.DecodeError):
        vocabularies = {name: _merged(each) for name, each in zip(NAMES, files, strict=True)}
        _keep(cache, msgspec.json.encode(vocabularies))
    return Vocabularies(
        **{name: Vocabulary(name, {each.identifier: each for each in vocabularies[name]}) for name in NAMES},
        version=version,
    )


def _merged(files: Files) -> tuple[Concept, ...]:
    from catalogue.vocabulary.turtle import read_turtle  # rdflib is slow to import and rarely needed

    concepts: dict[str, Concept] = {}
    for path in files:
        scheme = read_turtle(path)
        if scheme.replaces:
            concepts.clear()
        concepts.update({each.identifier: each for each in scheme.concepts})
    return tuple(concepts.values())


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fonds"


def _keep(cache: Path, content: bytes) -> None:
    """Write the cache whole or not at all and forget the oldest; where that is forbidden, starts are slow."""
    partial = cache.with_name(f"{cache.name}.{os.getpid()}")
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(cache)
        kept = sorted(cache.parent.glob("vocabularies-*.json"), key=lambda path: path.stat().st_mtime)
        for forgotten in kept[:-MOST_KEPT]:
            forgotten.unlink()
