"""Erasing: a document that somebody has a right to have removed, with every word of it that we keep.

Document and notice leave the corpus, its tombstone tells other centres to do the same (`droit`), and no file
of ours holds a word of it afterwards: log, engine, images of pages; the desk's trash, history, deposits,
corrections and verdicts; of a person of the directory, the searches for their name that found nothing, and
what evaluation sheets say of them.
"""

import shutil

from catalogue.corrections import forget_corrections
from catalogue.errors import UnknownRecordError
from catalogue.library import Library
from catalogue.lock import PATIENCE_S, writing
from catalogue.log import Log, open_writer
from catalogue.log.ledger import Ledger
from catalogue.notice import SUFFIX
from catalogue.record import Withdrawing
from desk.actor_proposals import forget_people
from desk.deposits import Deposits
from desk.evaluations import Evaluations
from desk.history import History
from desk.trash import Trash
from desk.unanswered import Unanswered
from desk.verdicts import Verdicts
from exchange.bundles.shelf import recall
from indexer.extractions import Extractions
from indexer.follow import Follower, prune_and_expunge


def erase(library: Library, identifier: str) -> tuple[str, ...]:
    """Erase a record of this library's own; the files that were deleted, below `corpus/`.

    Raises UnknownRecordError when it never existed or is another centre's.
    """
    with writing(library, wait_s=PATIENCE_S), open_writer(library) as writer:
        log = Log(library.log_path, writer.connection)
        entry = log.entry(identifier)
        if entry is None or entry.received:
            raise UnknownRecordError(
                f"Aucune notice de ce fonds ne porte l'identifiant « {identifier} ». Vérifiez-le."
            )
        ledger = Ledger(writer.connection)
        ledger.create()
        Extractions(writer.connection).create()
        paths = tuple(line.path for line in ledger.lines().values() if line.identifier == identifier)
        for path in paths:
            for name in (path, path + SUFFIX):
                (library.corpus / name).unlink(missing_ok=True)
        with writer.transaction():
            for path in paths:
                ledger.remove(path)
            Extractions(writer.connection).drop_unused()
            writer.withdraw(identifier, reason=Withdrawing.BY_RIGHT)
        _forget(library, identifier, entry.record.sha256 if entry.record else "", paths)
        for name in entry.record.said("person") if entry.record else ():
            Unanswered(library).forget_naming(name)
            Evaluations(library).forget_naming(name)
        with Follower(library) as follower:
            prune_and_expunge(writer, follower)
    recall(library)
    return paths


def _forget(library: Library, identifier: str, sha256: str, paths: tuple[str, ...]) -> None:
    """Leave nothing of it in what stands beside the log."""
    shutil.rmtree(library.index / "pages", ignore_errors=True)  # images: made again when they are asked for
    trash = Trash(library)
    keys = [each.key for each in trash.all() if each.identifier == identifier]
    if keys:
        trash.destroy(keys, by="")
    Deposits(library).forget(sha256, paths)
    forget_corrections(library.state, identifier)
    History(library).forget(identifier)
    forget_people(library)
    Verdicts(library).forget(identifier)
