"""The vocabularies an index was made with, kept in `index/`: what readers fall back on.

A file that is half written, or that somebody mistyped, stops the next indexing with a sentence. Readers go on
with what stood there when the last one ended, be they begun before or after.
"""

import logging
from pathlib import Path

from catalogue import disk
from catalogue.errors import ConfigurationError
from catalogue.library import Library
from catalogue.vocabulary.concepts import Vocabularies
from catalogue.vocabulary.gazetteer.quarters import FILE_NAME as QUARTERS
from catalogue.vocabulary.loading import NAMES, load_vocabularies

_NAMES = (*(f"{name}.ttl" for name in NAMES), QUARTERS)

logger = logging.getLogger(__name__)


def keep_followed(library: Library) -> None:
    """Keep the library's own files as they stand: the index follows them now. Does nothing for the same."""
    try:
        load_vocabularies(library.vocabularies)
    except ConfigurationError:  # edited since the run began
        return
    kept = _folder(library)
    kept.mkdir(exist_ok=True)
    for name in _NAMES:
        source, target = library.vocabularies / name, kept / name
        if not source.is_file():
            target.unlink(missing_ok=True)
        elif not target.is_file() or source.read_bytes() != target.read_bytes():
            disk.replace(target, source.read_bytes())


def readable_vocabularies(library: Library) -> Vocabularies:
    """The library's vocabularies, or those the index was made with where a file of them cannot be read.

    Raises ConfigurationError when those cannot be read either.
    """
    try:
        return load_vocabularies(library.vocabularies)
    except (ConfigurationError, OSError) as error:
        if not _folder(library).is_dir():
            raise
        logger.warning("%s", error)
        return load_vocabularies(_folder(library))


def _folder(library: Library) -> Path:
    return library.index / "vocabularies"
