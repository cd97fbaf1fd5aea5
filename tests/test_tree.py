"""What nobody may publish: what git left in a file when two changes met, and work marked as unfinished."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: Written so that this file holds none of what it looks for.
CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})( |$)|^={7}$", re.MULTILINE)
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK|W" + r"IP|TB" + r"D)\b")


@pytest.fixture(scope="module")
def tracked() -> dict[str, str]:
    """Every text that git keeps, by its path."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this tree is no clone: git does not tell which files are published")
    texts = {}
    for name in listed.stdout.decode().split("\0"):
        content = (ROOT / name).read_bytes() if name and (ROOT / name).is_file() else b"\0"
        if b"\0" not in content:
            texts[name] = content.decode("utf-8", "replace")
    return texts


def found(tracked: dict[str, str], what: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
        for name, text in tracked.items()
        for match in what.finditer(text)
    ]


def test_no_conflict_is_left(tracked: dict[str, str]) -> None:
    assert found({"a": "x\n" + "<" * 7 + " HEAD\n", "b": "=" * 7 + "\n"}, CONFLICT) == ["a:2", "b:1"]
    assert found(tracked, CONFLICT) == []


def test_no_work_is_left_unfinished(tracked: dict[str, str]) -> None:
    assert found({"a": "# TO" + "DO: later"}, UNFINISHED) == ["a:1"]
    assert found(tracked, UNFINISHED) == []
