"""How well scans are given a title: first pages of real files made pictures, read, and described.

`FONDS_TEST_DATA=… python bench/scans.py [--half built|kept]`. Each PDF of `described/files.jsonl` that a
person gave a title becomes a picture of its first page, as a scanner would hand it over, and nothing else of
the file is known. Printed: titles that are right, acceptable and wrong, by the largest lines that Tesseract
saw and, beside it, by the words alone. About two seconds a file. Needs Tesseract with French.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pypdfium2

from bench.scores import grade
from bench.whole_files import path_of
from indexer.describe.title import propose_title
from indexer.extract import ocr
from indexer.extract.extracted import Extracted
from indexer.extract.layout import Sheet
from indexer.extract.pdf_pages import clean_pages, prominent_lines

SET = Path(__file__).parent / "described" / "files.jsonl"
PICTURE = Sheet("", needs_ocr=True)


def titled(half: str) -> Iterator[tuple[Path, str]]:
    """The PDFs at hand and their titles; halves by the name of the file."""
    for row in map(json.loads, SET.read_text(encoding="utf-8").splitlines()):
        path, title = path_of(row["file"]), row["annotation"].get("title")
        built = int(sha256(row["file"].encode()).hexdigest(), 16) % 2 == 0
        if path and title and path.suffix.lower() == ".pdf" and half in ("", "built" if built else "kept"):
            yield path, title


def seen(path: Path) -> Sheet:
    """What Tesseract sees of the first page of a file."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        return ocr.read_pages(document, [0], 60).get(0, Sheet(""))


def title_of(sheet: Sheet) -> str:
    """The title that a document of this one scanned page is given."""
    read = {0: sheet}
    pages, lines = clean_pages([PICTURE], read, (), {}), prominent_lines([PICTURE], read)
    return propose_title(Extracted(pages=pages, lines=lines), "scan.pdf").value


def main() -> None:
    """Print both rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("built", "kept"), default="")
    half = parser.parse_args().half
    if not ocr.languages():
        sys.exit("Tesseract is not installed.")
    grades: dict[str, Counter[str]] = {"by its lines": Counter(), "by its words": Counter()}
    for path, title in titled(half):
        sheet = seen(path)
        grades["by its lines"][grade(title, title_of(sheet))] += 1
        grades["by its words"][grade(title, title_of(replace(sheet, lines=())))] += 1
    for name, found in grades.items():
        counts = "  ".join(f"{each} {found[each]}" for each in ("right", "acceptable", "wrong"))
        print(f"{name}: {counts}  of {found.total()}")


if __name__ == "__main__":
    main()
