"""Moments: when a repository says that it answered, in the one form in which it may be asked from then on.

OAI-PMH wants UTC to the second. Programs add thousandths, write their own time zone or none, and refuse for
ever who gives that back to them.
"""

from datetime import UTC, datetime, timedelta

#: What is taken off a date that names no zone: whatever it is, nothing that changed since is missed.
_ANY_ZONE = timedelta(days=1)


def moment(told: str) -> str:
    """A date as `from` may hold it; empty for what is none, from which everything is asked again."""
    try:
        read = datetime.fromisoformat(told.strip())
        read = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC) - _ANY_ZONE
    except (ValueError, OverflowError):
        return ""
    return read.strftime("%Y-%m-%dT%H:%M:%SZ")
