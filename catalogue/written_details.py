"""How the details of a room's records are written, and what is held: moments, addresses, documents, choices.

In: one value as a person wrote it; out: the value as the record holds it, or a NoticeError with a sentence.
"""

import re
from datetime import datetime

from catalogue.errors import NoticeError
from catalogue.rooms import DETAILS, DetailField, Form
from catalogue.web_address import split_address
from catalogue.written_dates import read_date

_TIME = re.compile(r"(?:\bà\s+|T|\s)(\d{1,2})\s*(?:h|:)\s*(\d{2})?\s*$")
_MAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;]+")
_DAY_LENGTH = len("2007-10-09")


def read_detail(name: str, value: str) -> str:
    """One value of a detail in the form the record holds; empty stays empty."""
    field, value = DETAILS[name], value.strip()
    if not value:
        return ""
    match field.form:
        case Form.MOMENT:
            return read_moment(field.label, value)
        case Form.DAY:
            return _day(field.label, value)
        case Form.WEB:
            return _web(field, value)
        case Form.MAIL:
            return _told(field, value, _MAIL.fullmatch(value), "une adresse comme nom@ville.example")
        case Form.NUMBER:
            return _told(field, value, re.fullmatch(r"\d{1,9}", value), "un nombre")
        case Form.CHOICE:
            known = [each for each, _label in field.choices]
            return _told(field, value, value in known, " ou ".join(known))
    return value


def read_moment(label: str, value: str) -> str:
    """A day, with an hour where one is written: `2026-03-12 09:30`."""
    hour = _TIME.search(value)
    day = _day(label, value[: hour.start()].rstrip(" ,à") if hour else value)
    if not hour:
        return day
    hours, minutes = int(hour[1]), int(hour[2] or 0)
    if hours > 23 or minutes > 59:
        raise NoticeError(f"{label} : « {value} » n'est pas une heure ; écrivez 9:30.", value=value)
    return f"{day} {hours:02}:{minutes:02}"


def moment(value: str) -> datetime | None:
    """A moment that a record holds, without zone: where the centre stands; None for none."""
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def in_order(begins: str, ends: str) -> bool:
    """Whether what begins and ends at such moments, as a record holds them, does not end before it begins.

    Where one of them has no hour, days alone are compared; an end that is not said is in order.
    """
    known = min(len(begins), len(ends))
    return not ends or ends[:known] >= begins[:known]


def _day(label: str, value: str) -> str:
    try:
        found = read_date(value)
    except NoticeError as error:
        raise NoticeError(
            f"{label} : « {value} » n'est pas un jour ; écrivez « 12 mars 2026 ».", value=value
        ) from error
    if len(found) != _DAY_LENGTH:
        raise NoticeError(
            f"{label} : « {value} » ne dit pas le jour ; écrivez « 12 mars 2026 ».", value=value
        )
    return found


def _web(field: DetailField, value: str) -> str:
    parts = split_address(value)
    mail = parts.scheme == "mailto" and _MAIL.fullmatch(parts.path)
    site = parts.scheme in {"http", "https"} and parts.hostname
    return _told(field, value, mail or site, "une adresse (https://… ou mailto:…)")


def _told(field: DetailField, value: str, holds: object, wanted: str) -> str:
    if not holds:
        raise NoticeError(f"{field.label} : « {value} » n'est pas ce qu'on attend : {wanted}.", value=value)
    return value
