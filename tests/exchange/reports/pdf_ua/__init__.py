"""veraPDF's validator: which rules of PDF/UA-1 (ISO 14289-1) a file breaks.

Its jars come through Maven once, into the user's cache; without Maven or Java, whoever asks is skipped.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.maven import copy_jars, kept, version_in

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
    pom = HERE / "pom.xml"
    return kept(f"verapdf-{version_in(pom, 'verapdf')}", lambda folder: copy_jars(pom, folder))
