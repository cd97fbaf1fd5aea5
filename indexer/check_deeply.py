"""Whether corpus, ledger, log and engine say the same, to the byte: what `fonds check --deep` adds.

Reads everything, so it takes about as long as copying the library. Nothing is mended here; each finding
names the command that does.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from catalogue import database, disk_errors
from catalogue.errors import TOLD, DamagedFileError
from catalogue.library import Library
from catalogue.likeness import SketchStore
from catalogue.log import Log
from catalogue.log.arrivals import FILE_NAME as ARRIVALS
from catalogue.log.arrivals import Arrivals
from catalogue.log.ledger import FileStatus, Ledger, LedgerLine
from catalogue.log.lost_log import not_kept
from catalogue.vocabulary import load_vocabularies
from desk.quality import Finding
from exchange.bundles.keys import unreadable_keys
from indexer.run_plan import sha256_of
from indexer.walk import walk
from search.engine import damaged_files, open_engine
from search.facet_rules import VocabularyFacets

_REBUILD = "Lancez « fonds index --rebuild »."
_INDEX = "Lancez « fonds index »."


def check_deeply(library: Library) -> list[Finding]:
    """All that does not agree, or is not what was written."""
    try:
        return [
            *_files(library),
            *_kept(library),
            *_log(library),
            *_ledger(library),
            *_corpus(library),
            *_engine(library),
        ]
    except TOLD as error:
        return [Finding("damaged", str(library.index), str(error))]
    except sqlite3.Error as error:
        return [Finding("damaged", str(library.log_path), str(disk_errors.told(error, library.log_path)))]


def _files(library: Library) -> Iterator[Finding]:
    """SQLite's own check of every file of `state/` and `index/`."""
    for path in sorted((*library.state.rglob("*.sqlite"), *library.index.glob("*.sqlite"))):
        remedy = _REBUILD if path.parent == library.index else "Remettez-le d'une sauvegarde."
        try:
            connection = database.connect(path, writing=False)
            try:
                database.check(connection, path)
            finally:
                connection.close()
        except DamagedFileError:
            name = path.relative_to(library.folder).as_posix()
            yield Finding("damaged", name, f"Ce fichier ne peut plus être lu. {remedy}")


def _kept(library: Library) -> Iterator[Finding]:
    """What others rely on and the corpus cannot tell again: numbers and dates, and the keys that sign."""
    log = Log(library.log_path)
    if not_kept(log.connection, Arrivals(library.state)):
        said = "Des numéros et des dates que d'autres centres connaissent y manquent."
        yield Finding("damaged", f"state/{ARRIVALS}", f"{said} {_INDEX}")
    log.close()
    for name, why in unreadable_keys(library).items():
        yield Finding("damaged", f"state/keys/{name}", why)


def _log(library: Library) -> Iterator[Finding]:
    """Every record and page that stands can be read."""
    log = Log(library.log_path)
    for sequence, name in log.connection.execute(
        "SELECT sequence, identifier FROM record WHERE current AND NOT deleted ORDER BY sequence"
    ).fetchall():
        try:
            log.record_at(sequence)
            log.pages_at(sequence)
        except (zlib.error, msgspec.DecodeError):
            yield Finding("damaged", name, f"Sa notice ou son texte est endommagé. {_REBUILD}")
    log.close()


def _ledger(library: Library) -> Iterator[Finding]:
    """A record of ours for each file, and a file for each record of ours."""
    log = Log(library.log_path)
    ledger = Ledger(log.connection)
    for name in ledger.orphans():
        yield Finding("orphan", name, f"Cette notice n'a plus de fichier. {_INDEX}")
    for line in ledger.lines().values():
        entry = log.entry(line.identifier) if line.status is FileStatus.INDEXED else None
        if line.status is FileStatus.INDEXED and (entry is None or entry.record is None):
            yield Finding("missing", line.path, f"Ce fichier est lu, mais sa notice manque. {_REBUILD}")
    log.close()


def _corpus(library: Library) -> Iterator[Finding]:
    """Each file holds what was read of it."""
    log = Log(library.log_path)
    lines, found = Ledger(log.connection).lines(), walk(library.corpus)
    log.close()
    for path, file in found.files.items():
        line = lines.get(path)
        if line is None or file.stamp is None or file.stamp != line.stamp:
            continue  # `fonds check` tells that it is late
        if not _same(library, line):
            said = "Son contenu a changé sans que sa date le dise : copie ou disque abîmé. Vérifiez-le"
            yield Finding("changed", path, f"{said}, puis changez sa date (touch) et lancez « fonds index ».")


def _same(library: Library, line: LedgerLine) -> bool:
    try:
        return not line.sha256 or sha256_of(library.corpus / line.path) == line.sha256
    except OSError:
        return False


def _engine(library: Library) -> Iterator[Finding]:
    """The engine finds what the log holds, all of it and nothing else."""
    for name in damaged_files(library.engine_address):
        yield Finding("damaged", name, f"Ce fichier du moteur n'est plus ce qui a été écrit. {_INDEX}")
    with suppress(*TOLD, sqlite3.Error):  # one that cannot be read is told already
        for name in SketchStore(library).damaged():
            yield Finding(
                "damaged", name, f"Son empreinte de ressemblance n'est plus ce qui a été écrit. {_INDEX}"
            )
    log = Log(library.log_path)
    engine = open_engine(
        library.engine_address, log, VocabularyFacets(load_vocabularies(library.vocabularies))
    )
    try:
        shown = log.connection.execute(
            "SELECT count(*) FROM record WHERE current AND NOT deleted"
            " AND identifier NOT IN (SELECT identifier FROM same)"
        ).fetchone()[0]
        held = engine.describe().records
        if held != shown:
            said = f"Le moteur trouve {held} notices, le journal en tient {shown}."
            yield Finding("engine", library.engine_address, f"{said} {_REBUILD}")
    finally:
        engine.close()
        log.close()
