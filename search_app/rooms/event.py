"""What the days of an event say: whether it is to come, takes registrations, or evaluations."""

from datetime import date, timedelta

from catalogue.errors import UnknownRecordError
from catalogue.record import Record
from catalogue.rights import today
from catalogue.rooms import AGENDA
from catalogue.written_details import moment
from search_app.language import _, counted, date_text
from search_app.permanent import record_of

#: For how long after its last day an event is evaluated on line, where the centre does not say.
EVALUATED = timedelta(days=92)


def event_of(code: str) -> Record:
    """The dated event of a short code; raises UnknownRecordError, as for what this reader may not see."""
    record = record_of(code)
    if record.room != AGENDA or not record.said("begins"):
        raise UnknownRecordError(_("Cette adresse ne mène à aucun événement."))
    return record


def is_coming(record: Record) -> bool:
    """Whether an event is not over today."""
    return _last_day(record) >= today()


def has_begun(record: Record) -> bool:
    """Whether its first day has come."""
    return "".join(record.said("begins"))[:10] <= today().isoformat()


def registration_of(record: Record) -> str:
    """Where one registers; empty where one cannot, or no longer."""
    last = "".join(record.said("register_by"))
    late = bool(last) and last < today().isoformat()
    return "".join(record.said("registration")) if is_coming(record) and not late else ""


def places_text(record: Record) -> tuple[str, ...]:
    """How many places there are and until when one registers, for an event to come."""
    if not is_coming(record):
        return ()
    capacity, last = ("".join(record.said(name)) for name in ("capacity", "register_by"))
    places = counted("%(num)s place", "%(num)s places", int(capacity)) if capacity else ""
    told = {"day": date_text(last)} if last else {}
    until = _("inscription avant le %(day)s") if last >= today().isoformat() else _("inscriptions closes")
    return tuple(filter(None, (places, until % told if last else "")))


def takes_evaluations(record: Record) -> bool:
    """Whether those who came may say on line what it was worth."""
    match "".join(record.said("evaluation")):
        case "open":
            return has_begun(record)
        case "closed":
            return False
    return has_begun(record) and today() <= _last_day(record) + EVALUATED


def _last_day(record: Record) -> date:
    told = moment("".join(record.said("ends")) or record.said("begins")[0])
    return told.date() if told else date.min
