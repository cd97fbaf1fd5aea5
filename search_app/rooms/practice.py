"""Whether the practice that a sheet tells of still goes on, as its page and the list say."""

from catalogue.record import Record
from catalogue.rights import today
from catalogue.rooms import PRACTICE_SHEET
from desk.practices import ASKED, ENDED, due_of
from search_app.language import _, date_text


def active_text(record: Record) -> str:
    """Whether somebody checked that the practice goes on, and when; empty for what is no practice sheet."""
    if record.type != PRACTICE_SHEET:
        return ""
    active, ended = ("".join(record.said(name)) for name in (ASKED, ENDED))
    if ended:
        return _("Terminée le %(day)s") % {"day": date_text(ended)}
    if active:
        return _("Toujours active au %(day)s") % {"day": date_text(active)}
    return _("Toujours active ? À vérifier auprès du porteur")


def is_old(record: Record) -> bool:
    """Whether nobody knows any more that the practice goes on, or it is over."""
    due = due_of(record)
    return due is None or due <= today().isoformat()
