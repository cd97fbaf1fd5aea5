"""The « état des lieux » of the demonstration is the same to the byte on what might be another machine.

Each answer comes from a process of its own: another folder, clock, locale, home, seed of hashes.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from catalogue.library import open_library
from indexer.pipeline import Run, index

ROOT = Path(__file__).parents[2]
ADDRESSES = ("/etat-des-lieux?q=logement", "/etat-des-lieux.odt?q=logement", "/etat-des-lieux.pdf?q=logement")
TELL = """
import hashlib, sys
from pathlib import Path
from catalogue.library import open_library
from search_app.application import create_app
app = create_app(open_library(Path(sys.argv[1])))
for address in sys.argv[2:]:
    answer = app.test_client().get(address)
    print(answer.status_code, len(answer.data) > 2000, hashlib.sha256(answer.data).hexdigest())
app.extensions["site_library"].images.close()
"""
HERE = {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "77",
    "PYTHONUTF8": "0",
    "HOME": "/",
}


def test_a_report_is_the_same_on_a_second_run_and_on_another_machine(tmp_path, corpus):
    shutil.copy(ROOT / "fonds.toml", tmp_path)
    for name in ("figures", corpus.name):
        shutil.copytree(ROOT / name, tmp_path / name)
    index(Run(open_library(tmp_path), workers=2))
    other = tmp_path / "ailleurs" / "très loin"
    shutil.copytree(tmp_path, other, ignore=shutil.ignore_patterns("ailleurs"))
    told = [
        digests(tmp_path, ROOT, HERE), digests(tmp_path, ROOT, HERE), digests(other, Path("/"), ELSEWHERE),
    ]  # fmt: skip
    assert [line.split()[:2] for line in told[0]] == [["200", "True"]] * len(ADDRESSES)
    assert told[0] == told[1] == told[2]


def digests(folder: Path, where: Path, environment: dict[str, str]) -> list[str]:
    command = [sys.executable, "-c", TELL, str(folder), *ADDRESSES]
    around = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    done = subprocess.run(command, cwd=where, env=around, capture_output=True, check=True, text=True)
    return done.stdout.splitlines()
