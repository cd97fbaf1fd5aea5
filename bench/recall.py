"""How many of the words that others find we find too, format by format: text lost shows here.

    python bench/recall.py FOLDER [FOLDER…] [--least 5]

Ours is what the product stores, without OCR. The other is pandoc (DOCX, ODT, EPUB, RTF, HTML, PPTX where it
reads it), and for PDF MuPDF when `pymupdf` is installed (it is no dependency: its licence is not ours), else
`pdftotext`. Recall is the share of the other's words, as a multiset, that stand in ours. It is no truth: the
other's mojibake, « Slide 1 » and running heads, which we leave out on purpose, count against us; what matters
is a file whose recall falls, so the worst are named.
"""

import argparse
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from catalogue.document_formats import BY_MEDIA_TYPE, PDF
from confined import Limits, Pool
from indexer.errors import ExtractionError
from indexer.extract.formats import Options, detect, extract
from indexer.extract.tidy import tidy

_WORD = re.compile(r"[^\W_]{2,}")
#: What pandoc calls the formats it reads.
_PANDOC = {"DOCX": "docx", "ODT": "odt", "EPUB": "epub", "RTF": "rtf", "HTML": "html", "PPTX": "pptx"}
_SECONDS = 60
#: Words of a file below which a recall says nothing.
_FEWEST = 20

Words = Counter[str]


def read(request: bytes) -> bytes:
    """The task of the limited processes: path in, label of the format and text out; nothing when refused."""
    path = Path(request.decode())
    try:
        kind = detect(path)
        pages = extract(path, kind, Options(ocr=False)).pages
    except ExtractionError:
        return b""
    return f"{BY_MEDIA_TYPE[kind].label}\n{' '.join(page.text for page in pages)}".encode()


def words(text: str) -> Words:
    return Counter(_WORD.findall(tidy(text).casefold()))


def output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def by_pandoc(path: Path, label: str) -> str:
    return output(["pandoc", "-f", _PANDOC[label], "-t", "plain", "--wrap=none", str(path)])


def by_mupdf(path: Path) -> str:
    try:
        with import_module("pymupdf").open(path) as document:
            return "\n".join(page.get_text() for page in document)
    except Exception:  # noqa: BLE001 - whatever it raises, the file is not compared
        return ""


def other(label: str) -> Callable[[Path], str] | None:
    """Who else reads this format on this machine."""
    if label == BY_MEDIA_TYPE[PDF].label:
        if find_spec("pymupdf"):
            return by_mupdf
        return (lambda path: output(["pdftotext", str(path), "-"])) if shutil.which("pdftotext") else None
    if label in _PANDOC and shutil.which("pandoc"):
        return lambda path: by_pandoc(path, label)
    return None


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--least", type=int, default=5, help="files of the lowest recall that are named")
    asked = arguments.parse_args()
    files = [path for folder in asked.folders for path in sorted(folder.rglob("*")) if path.is_file()]
    recalls: defaultdict[str, list[tuple[float, int, Path]]] = defaultdict(list)
    refused = 0
    with Pool("bench.recall:read", workers=2, limits=Limits(1_200, 60, 120)) as pool:
        for path, outcome in pool.map((path, str(path).encode()) for path in files):
            label, _, text = (outcome.value or b"").decode().partition("\n")
            refused += not label
            reader = other(label)
            theirs = words(reader(path)) if reader else Counter()
            if theirs.total() >= _FEWEST:
                found = (theirs & words(text)).total()
                recalls[label].append((found / theirs.total(), theirs.total(), path))
    print(f"{len(files)} files, {refused} refused or not documents")
    for label, rows in sorted(recalls.items()):
        total = sum(count for _, count, _ in rows)
        recall = sum(share * count for share, count, _ in rows) / total
        print(f"{label:5} {len(rows):4} files {total:8} words  recall {recall:.4f}")
        for share, count, path in sorted(rows)[: asked.least]:
            print(f"        {share:.3f} of {count:6} {path.name}")


if __name__ == "__main__":
    main()
