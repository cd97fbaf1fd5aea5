"""The documents of this library as the desk changes them: records, notices, the trash."""

from flask import current_app

from catalogue.decided import Decisions
from catalogue.record import Record
from desk.errors import DeskError
from desk.history import History
from desk.notices import Notices
from desk.trash import Trash
from search_app.language import _
from search_app.site_library import catalogue, reader, site_library


class ForeignRecordError(DeskError):
    """The record is another centre's; correct it there."""

    http_status = 403


def notices() -> Notices:
    """The notices of this site's library."""
    vocabularies = catalogue().vocabularies
    kept: tuple[object, Decisions] | None = current_app.extensions.get("decisions")
    if kept is None or kept[0] is not vocabularies:
        # Built once for each state of the vocabularies: it knows all their labels by heart.
        kept = (vocabularies, Decisions(vocabularies))
        current_app.extensions["decisions"] = kept
    return Notices(site_library().library, kept[1])


def history() -> History:
    """What was changed at this desk."""
    return History(site_library().library)


def trash() -> Trash:
    """What was taken out of this library."""
    return Trash(site_library().library)


def own_record(identifier: str) -> Record:
    """A record of this library's own; raises ForeignRecordError for one received from elsewhere."""
    record = catalogue().record(identifier, reader())
    if record.received or not record.file:
        raise ForeignRecordError(_("Cette notice vient d'un autre centre ; c'est lui qui la corrige."))
    return record
