"""Publication: what waits before readers have it, and what hands it to them.

A document that a depositor sent waits until a person of the centre publishes it; one that a documentalist put
into the corpus waits as `[desk] publish` says. The state stands in the notice, so it is kept, copied and
undone with it. Who may see what follows from it in `catalogue.rights`.
"""

from catalogue.notice import Notice, Value
from catalogue.record import Record, Status
from catalogue.rights import today
from desk.accounts import Role
from desk.deposits import Deposits
from desk.notices import Edit, Notices, NoticeText


def waits(record: Record) -> bool:
    """Whether it is a record of this library that nobody has published yet."""
    return record.status is Status.PROPOSED and not record.received and bool(record.file)


def status_of(record: Record, standing: NoticeText) -> Status:
    """The status of a record as its notice says now, indexed or not."""
    return Status(str(standing.values.get("status", record.status)))


def publishing(record: Record, *, read: bool) -> Edit:
    """What publishes a record; `read` notes that the person read its description before."""
    values: dict[str, Value | None] = {"status": Status.PUBLISHED.value}
    return Edit(record, values | {"reviewed": today().isoformat()} if read else values)


def deposited_as(role: Role, values: dict[str, Value]) -> Notice | None:
    """The notice that a deposit by such a person begins with; None when there is nothing to say."""
    if role is Role.DEPOSITOR:
        values = {**values, "status": Status.PROPOSED.value}
    return Notice(values) if values else None


def may_correct(record: Record, deposits: Deposits, notices: Notices, by: str) -> bool:
    """Whether a depositor may still correct and withdraw a record: theirs, and not published yet."""
    return (
        status_of(record, notices.standing(record.file)) is Status.PROPOSED
        and record.status is Status.PROPOSED
        and deposits.depositor_of(record.file, record.sha256) == by
    )
