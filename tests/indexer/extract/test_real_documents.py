"""Real files of every format but PDF: each gives text or a reason that names it."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.document_formats import BY_SUFFIX
from indexer.errors import ExtractionError
from indexer.extract.formats import Options, detect, extract

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif("FONDS_TEST_DATA" not in os.environ, reason="FONDS_TEST_DATA names no folder"),
]
DATA = Path(os.environ.get("FONDS_TEST_DATA", "."))
#: Read by other programs, with their own tests.
ELSEWHERE = ("pdf", "legacy")


def files(*folders: str) -> Iterator[Path]:
    suffixes = {suffix for suffix, each in BY_SUFFIX.items() if each.module not in ELSEWHERE}
    for folder in folders:
        yield from (path for path in sorted((DATA / folder).rglob("*")) if path.suffix.lower() in suffixes)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def test_every_file_gives_text_or_a_reason() -> None:
    refused = 0
    for path in files("documents", "robust"):
        try:
            pages = extract(path, detect(path), Options(ocr=False)).pages
        except ExtractionError as error:
            refused += 1
            assert path.name in str(error)
        else:
            assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert refused <= 10


def test_no_word_of_the_expected_texts_is_missing() -> None:
    read = 0
    for path in files("robust/textract/tests"):
        expected = path.with_suffix(".txt")
        if path == expected or not expected.exists() or path.name == "tables.html":  # half of it is menus
            continue
        found = words("\n".join(page.text for page in extract(path, detect(path), Options()).pages))
        wanted = words(expected.read_text("utf-8"))
        assert (wanted & found).total() >= 0.99 * wanted.total(), path
        read += 1
    assert read >= 7
