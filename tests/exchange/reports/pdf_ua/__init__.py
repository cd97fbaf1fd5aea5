"""veraPDF's validator: which rules of PDF/UA-1 (ISO 14289-1) a file breaks.

Its jars come through Maven once, into the user's cache; without Maven or Java, whoever asks is skipped.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def breaches(*files: Path) -> dict[str, list[str]]:
    """Name of each file → clause and sentence of every rule it breaks."""
    command = ["java", "-cp", f"{_jars()}/*", str(HERE / "Check.java"), *map(str, files)]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found: dict[str, list[str]] = {each.name: [] for each in files}
    checked = set()
    for line in told.splitlines():
        name, *rest = line.split("\t")
        if len(rest) == 1:
            checked.add(Path(name).name)
        else:
            found[Path(name).name].append(": ".join(rest))
    assert checked == set(found), told
    return found


def _jars() -> Path:
    if shutil.which("java") is None or shutil.which("mvn") is None:
        pytest.skip("veraPDF : il faut Java et Maven")
    version = re.search(r"<verapdf>(.*?)<", (HERE / "pom.xml").read_text())
    assert version
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fonds-tests"
    folder = cache / f"verapdf-{version[1]}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as name:
            made = Path(name) / "made"
            copy = ["dependency:copy-dependencies", f"-DoutputDirectory={made}"]
            done = subprocess.run(["mvn", "-q", "-B", "-f", HERE / "pom.xml", *copy], capture_output=True)
            if done.returncode:
                pytest.skip("veraPDF : Maven n'aboutit pas")
            try:
                made.rename(folder)
            except OSError:
                if not folder.exists():  # another process was first
                    raise
    return folder
