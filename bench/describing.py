"""What describing costs beside reading: processor time of both, over the same files, in one process.

    python bench/describing.py [FOLDER] [--json]

FOLDER defaults to `documents` below FONDS_TEST_DATA, else the demonstration corpus. Each file is read, then
described at once, so that whatever else the machine does weighs on both; programs that read for us
(LibreOffice for `.doc`) count as reading, in seconds of the clock where nothing else can be told. OCR is left
out. `build_s` and `memory_mb` are what a process pays once for the recognisers, the gazetteer included.
"""

import argparse
import json
import os
import resource
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from catalogue.settings import LibrarySettings
from catalogue.vocabulary import load_vocabularies
from indexer.describe import Describer
from indexer.errors import ExtractionError
from indexer.extract.formats import Options, detect, extract

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
#: Files read and described before anything is counted, so that imports are not.
WARM_UP = 10


def _memory_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _seconds() -> float:
    """Of this process and of those it started and waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def measure(folder: Path) -> dict[str, float]:
    """Read and describe every file below a folder."""
    vocabularies = load_vocabularies()
    before, started = _memory_mb(), process_time()
    describer = Describer(vocabularies, LibrarySettings(languages=("fr", "en")))
    figures = {"build_s": process_time() - started, "memory_mb": _memory_mb() - before}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in files[:WARM_UP]:
        _cost(describer, path)
    costs = [cost for path in files if (cost := _cost(describer, path))]
    reading, describing = (sum(each) for each in zip(*costs, strict=True))
    figures |= {"documents": len(costs), "reading_s": reading, "describing_s": describing}
    figures["describing_adds_percent"] = 100 * describing / reading
    return {name: round(value, 2) for name, value in figures.items()}


def _cost(describer: Describer, path: Path) -> tuple[float, float] | None:
    """Seconds to read and to describe one file; None when it cannot be read."""
    started = _seconds()
    try:
        media_type = detect(path)
        extracted = extract(path, media_type, Options(ocr=False))
    except ExtractionError:
        return None
    read = _seconds()
    describer.describe(
        extracted, file=path.name, identifier="x", sha256="x", size=1, media_type=media_type, notice=None
    )
    return read - started, _seconds() - read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    data = os.environ.get("FONDS_TEST_DATA")
    default = Path(data) / "documents" if data else CORPUS
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.folder)
    print(json.dumps(figures) if options.json else "\n".join(f"{name:24} {v}" for name, v in figures.items()))


if __name__ == "__main__":
    main()
