"""PDF extraction beside plain pypdf and pdftotext: pages per second, and agreement on words.

    python bench/extraction.py [FOLDER] [--workers 2] [--json]

Without FOLDER, the folder `documents` under $FONDS_TEST_DATA, else French reports printed on the spot. *Ours*
is the product end to end: limited processes, text, metadata, running lines, hyphens, JSON back to the parent;
without OCR, which the others lack. Plain pypdf and pdftotext run one at a time and only yield text. The three
take turns on a few files, so that whatever else the machine does weighs on all; starting our processes, once
a run of the product, is told apart. Printed reports flatter pypdf, which reads one plain font fast; documents
of offices, with embedded fonts, are what counts.

Agreement is the F1 of the words of a page, as multisets, with those of `pdftotext`, both tidied by the same
function (NFKC, hyphens), over pages of French text. *Delivered* is the text as stored, where running lines
count against us; *whole* is the same before they are left out.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, quantiles
from time import perf_counter
from unittest.mock import patch

import msgspec
import pypdf
from reportlab.pdfgen.canvas import Canvas

from catalogue.settings import LimitSettings
from confined import Limits, Pool
from indexer.errors import ExtractionError
from indexer.extract import pdf_pages
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.pdf import extract
from indexer.extract.tidy import tidy

#: Files of one turn; few enough for the load to be alike, many enough to keep both processes busy.
TURN = 40
#: A page of French text: so many words, of which so many are the commonest.
FEWEST_WORDS = 60
_WORD = re.compile(r"\w+")
COMMONEST = frozenset(
    _WORD.findall("le la les de des du et en un une à au aux est pour par dans sur que qui")
)
COMMON_SHARE = 0.2


REPORT = (
    "le contrat urbain de cohésion sociale engage la commune et ses partenaires sur les quartiers pour "
    "améliorer la santé l'emploi la réussite éducative des habitants dans une démarche de projet "
    "que le conseil citoyen évalue chaque année avec l'appui du centre de ressources"
)

Texts = dict[Path, list[str]]


class Reader:
    """What one way of reading took and gave."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.texts: Texts = {}

    @property
    def pages(self) -> int:
        """Pages of the files it could read."""
        return sum(map(len, self.texts.values()))

    @property
    def speed(self) -> float:
        """Pages per second."""
        return self.pages / self.seconds if self.seconds else 0.0


def read(request: bytes) -> bytes:
    """The task of the limited processes: path in, what was extracted out."""
    try:
        return msgspec.json.encode(extract(Path(request.decode()), Options(ocr=False)))
    except ExtractionError:
        return b"null"


def read_ours(paths: Sequence[Path], pool: Pool, reader: Reader) -> None:
    started = perf_counter()
    for path, outcome in pool.map((path, str(path).encode()) for path in paths):
        extracted = msgspec.json.decode(outcome.value or b"null", type=Extracted | None)
        if extracted is not None:
            reader.texts[path] = [page.text for page in extracted.pages]
    reader.seconds += perf_counter() - started


def read_pypdf(paths: Sequence[Path], reader: Reader) -> None:
    started = perf_counter()
    for path in paths:
        try:
            reader.texts[path] = [page.extract_text() for page in pypdf.PdfReader(path).pages]
        except Exception as error:  # noqa: BLE001 - whatever pypdf raises, the file is not read
            print(f"pypdf: {path.name}: {type(error).__name__}", file=sys.stderr)
    reader.seconds += perf_counter() - started


def read_pdftotext(paths: Sequence[Path], reader: Reader) -> None:
    started = perf_counter()
    for path in paths:
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=False)
        if done.returncode == 0:
            reader.texts[path] = done.stdout.decode("utf-8", "replace").split("\f")[:-1]
    reader.seconds += perf_counter() - started


def read_whole(paths: Sequence[Path]) -> Iterator[tuple[Path, list[str]]]:
    """Our text with running lines left in; not timed."""
    with patch.object(pdf_pages, "without_running_lines", lambda sheets: [sheet.text for sheet in sheets]):
        for path in paths:
            extracted = msgspec.json.decode(read(str(path).encode()), type=Extracted | None)
            if extracted is not None:
                yield path, [page.text for page in extracted.pages]


def measure(paths: Sequence[Path], workers: int) -> dict[str, float]:
    """Time the three in turns, then compare their words."""
    ours, plain, reference = Reader(), Reader(), Reader()
    limits = LimitSettings()
    process = Limits(limits.memory_mb, limits.cpu_s, limits.wall_s)
    with Pool("bench.extraction:read", workers=workers, limits=process) as pool:
        started = perf_counter()
        read_ours(paths[:1] * workers, pool, Reader())
        start_s = perf_counter() - started
        for start in range(0, len(paths), TURN):
            turn = paths[start : start + TURN]
            read_ours(turn, pool, ours)
            read_pypdf(turn, plain)
            if shutil.which("pdftotext"):
                read_pdftotext(turn, reference)
    figures = {
        "files": len(paths),
        "pages": ours.pages,
        "start_s": start_s,
        "ours_pages_per_s": ours.speed,
        "pypdf_pages_per_s": plain.speed,
        "pdftotext_pages_per_s": reference.speed,
        "ratio_to_pypdf": ours.speed / plain.speed,
    }
    if reference.texts:
        figures["ratio_to_pdftotext"] = ours.speed / reference.speed
        ways = {"delivered": ours.texts, "whole": dict(read_whole(paths)), "pypdf": plain.texts}
        for name, texts in ways.items():
            figures |= summary(name, list(agreements(texts, reference.texts)))
    return figures


def agreements(texts: Texts, reference: Texts) -> Iterator[float]:
    """F1 of the words of each page of French text, of files that both could read page by page."""
    for path in sorted(texts.keys() & reference.keys()):
        if len(texts[path]) == len(reference[path]):
            for page, expected in zip(texts[path], reference[path], strict=True):
                words = Counter(_WORD.findall(tidy(expected).casefold()))
                if is_french(words):
                    yield f1(Counter(_WORD.findall(tidy(page).casefold())), words)


def is_french(words: Counter[str]) -> bool:
    return (
        words.total() >= FEWEST_WORDS
        and sum(words[word] for word in COMMONEST) > COMMON_SHARE * words.total()
    )


def f1(found: Counter[str], expected: Counter[str]) -> float:
    return 2 * (found & expected).total() / (found.total() + expected.total())


def summary(name: str, scores: list[float]) -> dict[str, float]:
    if len(scores) < 2:
        return {}
    return {
        f"{name}_french_pages": len(scores),
        f"{name}_agreement_mean": mean(scores),
        f"{name}_agreement_first_decile": quantiles(scores, n=10)[0],
    }


def print_reports(folder: Path, files: int = 12, pages: int = 25) -> None:
    """Print French reports, with running lines and cut words, for machines without documents."""
    chance = random.Random(2007)
    words = REPORT.split(" ")
    for number in range(files):
        canvas = Canvas(str(folder / f"rapport-{number}.pdf"))
        for page in range(1, pages + 1):
            canvas.drawString(60, 810, f"Rapport d'activité {number}")
            canvas.drawString(300, 30, str(page))
            text = canvas.beginText(60, 760)
            for line in range(45):
                cut = ("ville, la réno-", "vation")
                text.textLine(" ".join([cut[1] if line else "Pour", *chance.choices(words, k=11), cut[0]]))
            canvas.drawText(text)
            canvas.showPage()
        canvas.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as printed:
        folder = options.folder
        if folder is None and "FONDS_TEST_DATA" in os.environ:
            folder = Path(os.environ["FONDS_TEST_DATA"]) / "documents"
        if folder is None:
            folder = Path(printed)
            print_reports(folder)
        figures = measure(sorted(folder.rglob("*.pdf")), options.workers)
    figures = {name: round(value, 4) for name, value in figures.items()}
    if options.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:32} {value:10.4g}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
