"""The documents of this library as the desk changes them: records, notices, the trash."""

from typing import cast

from flask import abort, current_app, g

from catalogue.decided import Decisions
from catalogue.record import Record
from catalogue.vocabulary import Vocabularies, load_vocabularies
from desk.accounts import Role
from desk.deposits import Deposits
from desk.errors import DeskError
from desk.history import History
from desk.notices import Notices
from desk.publication import may_correct
from desk.terms import Terms
from desk.trash import Trash
from search_app.desk.identity import person
from search_app.language import _
from search_app.site_library import catalogue, reader, site_library


class ForeignRecordError(DeskError):
    """The record is another centre's; correct it there."""

    http_status = 403


def vocabularies() -> Vocabularies:
    """The words of the library as they stand now, which the index may not follow yet."""
    if "vocabularies" not in g:
        own = site_library().library.vocabularies
        g.vocabularies = load_vocabularies(own) if own.is_dir() else catalogue().vocabularies
    return cast(Vocabularies, g.vocabularies)


def terms() -> Terms:
    """The words of this site's library, to be changed."""
    g.pop("vocabularies", None)
    return Terms(site_library().library, notices())


def notices() -> Notices:
    """The notices of this site's library."""
    known = vocabularies()
    kept: tuple[object, Decisions] | None = current_app.extensions.get("decisions")
    if kept is None or kept[0] is not known:
        # Built once for each state of the vocabularies: it knows all their labels by heart.
        kept = (known, Decisions(known))
        current_app.extensions["decisions"] = kept
    return Notices(site_library().library, kept[1])


def history() -> History:
    """What was changed at this desk."""
    return History(site_library().library)


def trash() -> Trash:
    """What was taken out of this library."""
    return Trash(site_library().library)


def editable_record(identifier: str) -> Record:
    """A record the person may correct: any of this library's own, or for a depositor theirs that waits."""
    if person().role.includes(Role.LIBRARIAN):
        return own_record(identifier)
    record = mine_waiting(identifier)
    if record is None:
        abort(404)
    return record


def mine_waiting(identifier: str) -> Record | None:
    """A record that the person deposited and nobody has published yet."""
    entry = catalogue().log.entry(identifier)
    record = entry.record if entry else None
    if record is None or record.received:
        return None
    deposits = Deposits(site_library().library)
    return record if may_correct(record, deposits, notices(), person().name) else None


def own_record(identifier: str) -> Record:
    """A record of this library's own; raises ForeignRecordError for one received from elsewhere."""
    record = catalogue().record(identifier, reader())
    if record.received or not record.file:
        raise ForeignRecordError(_("Cette notice vient d'un autre centre ; c'est lui qui la corrige."))
    return record
