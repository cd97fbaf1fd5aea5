from pathlib import Path

import pytest

from indexer.errors import ExtractionError
from indexer.extract.formats import Options, detect, extract

BOX = """From a@exemple.fr Thu Oct 14 16:04:30 2010
From: a@exemple.fr
To: liste@exemple.fr
Subject: Premier
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

m=C3=A9diation
>From ici, tout va bien

From b@exemple.fr Fri Oct 15 16:04:30 2010
From: b@exemple.fr
Subject: Second

ornithorynque
"""


def test_every_message_is_a_section_under_its_subject(tmp_path: Path) -> None:
    path = tmp_path / "boite.mbox"
    path.write_text(BOX, encoding="utf-8")
    pages = extract(path, detect(path), Options()).pages
    assert [(page.number, page.label) for page in pages] == [(1, "Premier"), (2, "Second")]
    assert "médiation\nFrom ici, tout va bien" in pages[0].text
    assert "ornithorynque" in pages[1].text


def test_a_box_without_messages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "boite.mbox"
    path.write_text("rien", encoding="utf-8")
    with pytest.raises(ExtractionError, match=r"boite\.mbox"):
        extract(path, detect(path), Options())
