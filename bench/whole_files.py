"""Whole files that sets describe: where they stand and what is read of them, as a run would without OCR.

A set holds the path of such a file below `documents` of FONDS_TEST_DATA, never its text. Excerpts show how a
description begins; whole files show what a hundred pages, a template or a table of a database make of it.
"""

import os
from functools import cache
from pathlib import Path

from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options, detect, extract

_FOLDER = "documents"


def path_of(file: str) -> Path | None:
    """Where a file of the set stands; None where this machine does not have it."""
    root = os.environ.get("FONDS_TEST_DATA")
    path = Path(root, _FOLDER, file) if root else None
    return path if path and path.is_file() else None


@cache
def read_file(path: Path) -> tuple[Extracted, str]:
    """What is read of a file, and its media type; once a run, since reading costs more than describing."""
    media_type = detect(path)
    return extract(path, media_type, Options(ocr=False)), media_type


def text_of(path: Path | None) -> str:
    """All that is read of a file; nothing of none."""
    return "\n".join(page.text for page in read_file(path)[0].pages) if path else ""
