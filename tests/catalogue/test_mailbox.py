import mailbox
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import mailbox as ours
from catalogue.mailbox import file_name, messages_of, part
from catalogue.parting import folder_of
from catalogue.unpacking import Unpacked, UnpackOrder

BOX = """From - Thu Oct 14 16:04:30 2010
X-Mozilla-Status: {flags}
From: Zoé Martin <zoe@exemple.fr>
Subject: Réunion : salle 3/4
Date: Thu, 14 Oct 2010 16:04:30 +0200

La médiation.

From 2010 to 2015, rien.
Note: ceci.

From Tours, le 3 mai 2010
>From ici, tout va bien.
From - Fri Oct 15 09:00:00 2010
From: b@exemple.fr
Subject: =?utf-8?q?Compte_rendu_=C2=AB_habitat_=C2=BB?=
Date: Fri, 15 Oct 2010 09:00:00 +0200

Le logement.

From - Sat Oct 16 09:00:00 2010

un texte sans en-tetes

From - Sun Oct 17 09:00:00 2010
X-Mozilla-Status: 0009
Subject: efface

secret
"""


def parted(tmp_path: Path, content: bytes, *, file: int = 1 << 20, total: int = 1 << 20) -> Unpacked:
    (tmp_path / "box").write_bytes(content)
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    return part(UnpackOrder(str(tmp_path / "box"), str(folder), file, total))


def box(flags: str = "0001", encoding: str = "utf-8", end: str = "\n") -> bytes:
    return BOX.format(flags=flags).replace("\n", end).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_message_has_its_file_and_what_is_none_is_named(tmp_path: Path, encoding: str, end: str) -> None:
    result = parted(tmp_path, box(encoding=encoding, end=end))
    assert [(each.name, bool(each.message)) for each in result.files] == [
        ("2010-10-14 16h04 Réunion salle 3 4.eml", False),
        ("2010-10-15 09h00 Compte rendu habitat.eml", False),
        ("n° 3", True),
        ("", True),
    ]
    first, second = (path.read_bytes() for path in sorted((tmp_path / "out").iterdir()))
    assert b"Note: ceci." in first and first.endswith(f"{end}From ici, tout va bien.\n".encode())
    assert first.startswith(b"From: Zo") and second.endswith(b"Le logement.\n")


def test_a_message_that_was_read_meanwhile_is_the_same_file(tmp_path: Path) -> None:
    kept = []
    for flags in ("0000", "0001"):
        parted(tmp_path, box(flags))
        kept.append([path.read_bytes() for path in sorted((tmp_path / "out").iterdir())])
    assert kept[0] == kept[1]


def test_a_mailbox_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [bool(each.file) for each in parted(tmp_path, box(), file=150).files] == [
        False,
        True,
        False,
        False,
    ]
    assert not any(each.file for each in parted(tmp_path, box(), total=100).files)
    monkeypatch.setattr(ours, "MAX_MESSAGES", 3)
    assert "plus de 3 messages" in parted(tmp_path, box()).message


@pytest.mark.parametrize("content", [b"", b"rien", b"From - Thu Oct 14 16:04:30 2010\n\nrien", b"\0" * 5000])
def test_what_is_no_mailbox_is_not_parted(tmp_path: Path, content: bytes) -> None:
    assert parted(tmp_path, content) == Unpacked()


LINES = st.lists(st.text("From 2:0\t@ab-é", max_size=30), max_size=8)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_what_a_mailbox_was_made_of_comes_out_again(bodies: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        made = mailbox.mbox(Path(folder) / "box")
        for number, lines in enumerate(bodies):
            message = EmailMessage()
            message["Subject"] = f"n {number}"
            message.set_content("\n".join(lines), cte="8bit")
            made.add(message)
        made.close()
        content = (Path(folder) / "box").read_bytes()
    found = list(messages_of(content.splitlines(keepends=True), 1 << 20))
    assert len(found) == len(bodies)
    for message, lines in zip(found, bodies, strict=True):
        body = message.content.partition(b"\n\n")[2].decode()
        assert body.strip("\r\n") == "\n".join(lines).strip("\r\n")


@given(st.binary(max_size=400))
def test_any_subject_gives_a_name_that_every_system_takes(subject: bytes) -> None:
    name = file_name(b"Date: x\nSubject: " + subject.replace(b"\n", b" ") + b"\n")
    assert name.endswith(".eml") and len(name.encode()) < 180
    assert not set(name) & set('/\\:*?"<>|›\0\n') and not name.startswith((".", " ", "~"))


def test_the_folder_is_called_after_the_mailbox() -> None:
    assert [folder_of(each) for each in ("Liste.mbox", "Inbox", ".mbox", "..")] == [
        "Liste",
        "Inbox",
        "messages",
        "messages",
    ]
