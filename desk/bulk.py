"""Bulk edits: one change of one field over many records, told exactly before it is made.

What a preview shows is what is written: the preview has a digest, and a digest that no longer fits means
somebody changed something meanwhile, so the preview is shown again.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from catalogue.fields import BY_NAME
from catalogue.notice import Value
from catalogue.record import Record
from desk.notices import Edit


class Operation(StrEnum):
    """What is done to the field of each record."""

    SET = "set"
    #: To the values of a repeated field.
    ADD = "add"
    REMOVE = "remove"
    #: One value for another.
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What is wanted of all records."""

    field: str
    operation: Operation
    values: tuple[str, ...] = ()
    #: For REPLACE: what `values` take the place of.
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What will become of one record."""

    record: Record
    before: Value
    after: Value


def plan(records: Iterable[Record], edit: BulkEdit) -> list[Planned]:
    """What the edit changes, record by record; those it would leave as they are stay out."""
    planned = []
    for record in records:
        before = current(record, edit.field)
        after = _after(before, edit)
        if after != before:
            planned.append(Planned(record, before, after))
    return planned


def current(record: Record, field: str) -> Value:
    """The value a record has now, whoever gave it."""
    value = getattr(record, field)
    return tuple(value) if isinstance(value, tuple | list) else str(value)


def edits(planned: Iterable[Planned], field: str) -> list[Edit]:
    """What to write for a plan."""
    return [Edit(each.record, {field: each.after}) for each in planned]


def digest(planned: Iterable[Planned]) -> str:
    """Changes with any line of the preview."""
    told = [(each.record.identifier, each.before, each.after) for each in planned]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _after(before: Value, edit: BulkEdit) -> Value:
    if not BY_NAME[edit.field].repeated:
        wanted = edit.values[0] if edit.values else ""
        if edit.operation is Operation.REPLACE and before != edit.instead_of:
            return before
        return wanted
    had = (before,) if isinstance(before, str) else before
    match edit.operation:
        case Operation.SET:
            found: tuple[str, ...] = edit.values
        case Operation.ADD:
            found = (*had, *edit.values)
        case Operation.REMOVE:
            found = tuple(each for each in had if each not in edit.values)
        case Operation.REPLACE:
            found = tuple(
                new for each in had for new in (edit.values if each == edit.instead_of else (each,))
            )
    return tuple(dict.fromkeys(found))
