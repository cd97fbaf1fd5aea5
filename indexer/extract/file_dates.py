"""The dates that files carry, brought to EDTF level 0: a year, a month or a day, without hours."""

import re
from datetime import date

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


def edtf_day(stamp: str) -> str:
    """Cut an ISO 8601 or W3CDTF stamp (`2007-10-09T08:30:00Z`) to its day, empty when there is none."""
    match = _EDTF.match(stamp.strip())
    if not match:
        return ""
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, day) if part)
