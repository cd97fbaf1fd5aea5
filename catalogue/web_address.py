"""Addresses of the web as they come: from a notice, another centre, a form. None of them stops anybody."""

import os
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

#: Characters of the longest address that is kept.
LONGEST = 2000
_NONE = SplitResult("", "", "", "", "")
#: What curl, wget and some browsers note on a file they saved (freedesktop.org, common extended attributes).
_ATTRIBUTE = "user.xdg.origin.url"


def split_address(value: str) -> SplitResult:
    """The parts of an address; all empty when it is malformed (`http://[x`, a port that is no number)."""
    try:
        parts = urlsplit(value)
        _ = parts.port, parts.hostname
    except ValueError:
        return _NONE
    return parts


def is_web_address(text: str) -> bool:
    """Whether a text is one address of the web, and no longer than is kept."""
    parts = split_address(text) if len(text) <= LONGEST else _NONE
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")


def noted_origin(path: Path) -> str:
    """What the program that saved a file noted on it, where the system keeps such notes; empty for nothing.

    Without the name and the password that some programs note with it.
    """
    try:
        noted = os.getxattr(path, _ATTRIBUTE)
    except (OSError, AttributeError):  # macOS and Windows have no such call
        return ""
    address = noted[: LONGEST + 1].decode("utf-8", "replace").strip()
    if not is_web_address(address):
        return ""
    parts = split_address(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else address
