"""The log of requests: one line of JSON each, in a file a day, for as long as the settings say.

It holds neither the words searched nor anything else behind the `?` of an address, nor who logged in; the
visitor's address is shortened so that it no longer names one. JSON escapes whatever was sent, so no line can
be forged.
"""

import json
import os
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from threading import Lock

#: Longest path kept.
_PATH = 200
#: What of an address is kept, in bits, by version: of most networks, some hundred machines at least.
_KEPT = {4: 24, 6: 48}


class AccessLog:
    """Writes the requests of one process; several may write in one folder."""

    def __init__(self, folder: Path, days: int) -> None:
        """`days` is how long files are kept; 0 writes none."""
        self._folder = folder
        self._days = days
        self._day: date | None = None
        self._file = -1
        #: Two threads that meet a new day at once would let go of one file twice.
        self._turning = Lock()

    def note(self, method: str, path: str, status: int, milliseconds: float, size: int, address: str) -> None:
        """Note one request; a disk that refuses costs the line."""
        if not self._days:
            return
        now = datetime.now(UTC)
        line = {
            "at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "method": method[:20],
            "path": path[:_PATH],
            "status": status,
            "ms": round(milliseconds, 1),
            "bytes": size,
            "address": shortened(address),
        }
        try:
            with self._turning:
                if now.date() != self._day:
                    self._turn(now.date())
            os.write(self._file, json.dumps(line).encode() + b"\n")
        except OSError:
            pass

    def _turn(self, day: date) -> None:
        """Begin the file of a day and let the oldest go."""
        # Not those above: a library that was taken away is not begun again as an empty one.
        self._folder.parent.mkdir(exist_ok=True)
        self._folder.mkdir(exist_ok=True)
        path = self._folder / f"{day.isoformat()}.jsonl"
        # Before the other is let go: where the disk refuses, its number is still ours.
        opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        if self._file >= 0:
            os.close(self._file)
        self._file, self._day = opened, day
        first = (day - timedelta(days=self._days - 1)).isoformat()
        for path in self._folder.glob("????-??-??.jsonl"):
            if path.stem < first:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file, self._day = -1, None


def shortened(address: str) -> str:
    """The network of an address; empty when it is none."""
    try:
        full = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((full, _KEPT[full.version]), strict=False))
