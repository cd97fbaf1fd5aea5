"""Moving: the same library from one engine to another, the one it has answering until the other has all.

In comes a library; out goes one whose engine was fed again, or is another. The log is read, never written, so
the indexer goes on beside; only for the last changes is it asked to wait.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import tomlkit

from catalogue import disk
from catalogue.errors import CatalogueError, ConfigurationError
from catalogue.library import Library
from catalogue.lock import PATIENCE_S, writing
from catalogue.log import Log
from catalogue.settings import FILE_NAME
from catalogue.told_settings import SettingSource, settings_told
from catalogue.vocabulary import load_vocabularies
from search.engine import EngineInfo, clear_engine, feed_afresh, open_engine
from search.facet_rules import VocabularyFacets


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """How a library's engine stands."""

    address: str
    #: What it says of itself; None when it cannot be opened.
    engine: EngineInfo | None
    #: Why it cannot be opened.
    trouble: str
    #: The last number of the log.
    log: int

    @property
    def behind(self) -> int:
        """How many numbers of the log the engine has yet to take."""
        return self.log - self.engine.position if self.engine else self.log


def status(library: Library) -> EngineStatus:
    """How the engine stands, whether it can be opened or not."""
    log = Log(library.log_path)
    try:
        engine = open_engine(library.engine_address, log, _facets(library))
        try:
            return EngineStatus(library.engine_address, engine.describe(), "", log.position())
        finally:
            engine.close()
    except CatalogueError as error:
        return EngineStatus(library.engine_address, None, str(error), log.position())


def refeed(library: Library) -> int:
    """Make the library's engine again from the log, beside what answers; how many records it holds."""
    return _feed(library)


def migrate(library: Library, engine: str) -> int:
    """Feed another engine, then write it into `fonds.toml`; how many records it holds.

    What answered until then stays as it is until `forget`: whoever goes back feeds it again. Raises
    ConfigurationError when the engine is the one it has, or stands in the environment.
    """
    for each in settings_told(library.folder, library.settings):
        named = (each.section, each.key) == ("index", "engine")
        if named and each.source is SettingSource.ENVIRONMENT:
            raise ConfigurationError(
                f"{each.variable} l'emporte sur {FILE_NAME} : ôtez-la, puis recommencez."
            )
    other = _with_engine(library, engine)
    if other.engine_address == library.engine_address:
        raise ConfigurationError(
            f"Cette bibliothèque a déjà ce moteur ({engine}). Pour le refaire : « fonds engine refeed »."
        )
    return _feed(other, then=lambda: _write_engine(library, engine))


def forget(library: Library, engine: str) -> None:
    """Delete what an engine that is no longer this library's holds; raises ConfigurationError for its own."""
    other = _with_engine(library, engine)
    if other.engine_address == library.engine_address:
        raise ConfigurationError("C'est le moteur de cette bibliothèque : il n'est pas oublié.")
    clear_engine(other.engine_address)


def _feed(library: Library, then: Callable[[], None] | None = None) -> int:
    log, facets = Log(library.log_path), _facets(library)
    position = log.position()
    feed_afresh(library.engine_address, facets, log.changes(), position)
    with writing(library, wait_s=PATIENCE_S):
        engine = open_engine(library.engine_address, log, facets)
        try:
            if log.position() > engine.position():
                engine.apply(log.changes(engine.position()))
            records = engine.describe().records
        finally:
            engine.close()
        if then is not None:
            then()
    return records


def _with_engine(library: Library, engine: str) -> Library:
    index = replace(library.settings.index, engine=engine)
    return replace(library, settings=replace(library.settings, index=index))


def _write_engine(library: Library, engine: str) -> None:
    path = library.folder / FILE_NAME
    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    if "index" not in document:
        document["index"] = tomlkit.table()
    document["index"]["engine"] = engine
    disk.replace(path, tomlkit.dumps(document).encode())


def _facets(library: Library) -> VocabularyFacets:
    return VocabularyFacets(load_vocabularies(library.vocabularies))
