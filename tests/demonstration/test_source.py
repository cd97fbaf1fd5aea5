from pathlib import Path

import pytest

from demonstration.source import read_source, read_sources

HEADING = """+++
file = "{}"
title = "L'essai : un"
date = 2007-10-09
[speaks_of]
type = "guide"
year = 2007
+++

C'est tout.
"""


def write(folder: Path, file: str) -> Path:
    path = folder / "texte.md"
    path.write_text(HEADING.format(file), encoding="utf-8")
    return path


@pytest.mark.parametrize(("file", "title"), [("a.pdf", "L’essai\u00a0: un"), ("a.txt", "L'essai\u00a0: un")])
def test_composes_as_the_program_of_the_format_would(tmp_path: Path, file: str, title: str) -> None:
    assert read_source(write(tmp_path, file)).title == title


def test_refuses_a_heading_that_is_not_closed(tmp_path: Path) -> None:
    path = tmp_path / "texte.md"
    path.write_text("+++\ntitle = 'x'\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unpack"):
        read_source(path)


def test_every_text_of_the_corpus_reads_and_names_its_own_file() -> None:
    files = [source.file or source.notice_file for source in read_sources()]
    assert len(files) == len(set(files)) >= 36
