"""Whole indexing runs: `fonds index` and `recollindex` over the same files, one after the other.

`python bench/indexing.py [FOLDER] [--json]`; FOLDER defaults to `documents` below FONDS_TEST_DATA, else the
demonstration corpus. Both without OCR, which recollindex does not do unless it is set up for it. Old `.doc`
files are left out: both would measure another program (LibreOffice, antiword). A second run with nothing
changed is timed as well.

recollindex (Debian `recollcmd`) skips what it has no program for, and is fast at it: with `poppler-utils` and
`python3-lxml` it reads all that Fonds reads here (its filters take the first `python3` of the path). What it
lacked is printed, and without PDF no ratio is. On a machine in use, read the ratio of processor time.
Modules are compiled first, as installing them does: where bytecode is not kept every process pays for it.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.tree import Cost, run

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {".doc"}
WITHOUT_OCR = {"FONDS_INDEX_OCR": "false"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_default_folder())
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measured = measure(asked.folder, Path(temporary))
    if asked.json:
        print(json.dumps(measured))
        return
    for name, value in measured.items():
        print(f"{name:28} {value}")


def measure(folder: Path, temporary: Path) -> dict[str, object]:
    library = temporary / "library"
    run([sys.executable, "-m", "compileall", "-q", "-x", r"[/\\][.]|node_modules", str(ROOT)])
    run([sys.executable, "-m", "fonds", "init", str(library)])
    files = _copy(folder, library / "corpus")
    index = [sys.executable, "-m", "fonds", "index", "--json", "--library", str(library)]
    ours, again = run(index, WITHOUT_OCR), run(index, WITHOUT_OCR)
    report = json.loads(ours.output)
    measured: dict[str, object] = {
        "files": files,
        "documents": report["documents"],
        "failed": len(report["failed"]),
        "fonds_s": ours.seconds,
        "fonds_cpu_s": ours.cpu_s,
        "fonds_peak_mb": ours.peak_mb,
        "fonds_nothing_changed_s": again.seconds,
        "extracted_again": json.loads(again.output)["extracted"],
    }
    recoll = _recoll(library / "corpus", temporary / "recoll")
    if recoll is not None:
        lacked = _lacked(temporary / "recoll")
        measured |= {"recoll_s": recoll.seconds, "recoll_cpu_s": recoll.cpu_s}
        measured |= {"recoll_peak_mb": recoll.peak_mb, "recoll_lacked": lacked}
        if not any("application/pdf" in each for each in lacked):
            measured["ratio_time_fonds_to_recoll"] = round(ours.seconds / recoll.seconds, 2)
            measured["ratio_cpu_fonds_to_recoll"] = round(ours.cpu_s / recoll.cpu_s, 2)
    return measured


def _lacked(configuration: Path) -> list[str]:
    """Programs that recollindex wanted and did not find, each with the kinds of files it skipped."""
    noted = configuration / "missing"
    return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []


def _copy(folder: Path, corpus: Path) -> int:
    files = [file for file in folder.rglob("*") if file.is_file() and file.suffix.lower() not in LEFT_OUT]
    for file in files:
        target = corpus / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return len(files)


def _recoll(corpus: Path, configuration: Path) -> Cost | None:
    if shutil.which("recollindex") is None:
        print("recollindex is not installed: no comparison", file=sys.stderr)
        return None
    configuration.mkdir()
    (configuration / "recoll.conf").write_text(f"topdirs = {corpus}\n", encoding="utf-8")
    return run(["recollindex", "-c", str(configuration)])


def _default_folder() -> Path:
    given = os.environ.get("FONDS_TEST_DATA")
    return Path(given) / "documents" if given else Path(__file__).parent.parent / "corpus"


if __name__ == "__main__":
    main()
