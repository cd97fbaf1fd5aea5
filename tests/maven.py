"""Maven: jars that tests need, fetched once into the user's cache; who asks in vain for them is skipped."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest


def version_in(pom: Path, name: str) -> str:
    """The version that a pom gives under a property."""
    found = re.search(rf"<{name}>(.*?)<", pom.read_text())
    assert found, f"{pom}: {name}"
    return found[1]


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """A folder of the cache, made when it is not there: whole or not at all."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fonds-tests"
    folder = cache / name
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as inside:
            made = Path(inside) / "made"
            make(made)
            try:
                made.rename(folder)
            except OSError:
                if not folder.exists():  # another process was first
                    raise
    return folder


def copy_jars(pom: Path, folder: Path, *options: str) -> None:
    """The jars that a pom names, with those they need."""
    copy = ["dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    run("mvn", "-q", "-B", "-f", str(pom), *options, *copy)


def run(*command: str) -> None:
    """Run a program of Java's; who needs what it makes is skipped where it fails."""
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode:
        pytest.skip(f"{command[0]} n'aboutit pas : {(done.stderr + done.stdout)[-300:]}")
