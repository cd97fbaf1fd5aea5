from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.mail import extract


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "message.eml"


@pytest.fixture
def message() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Journée d'échanges à Tours"
    message["From"] = "Anne Élie <anne@exemple.fr>"
    message["Date"] = "Tue, 09 Oct 2007 08:30:00 +0200"
    return message


def read(path: Path, message: EmailMessage) -> Extracted:
    path.write_bytes(message.as_bytes())
    return extract(path, Options())


def test_headers_describe_and_begin_the_text(path: Path, message: EmailMessage) -> None:
    message.set_content("Bonjour à tous,\n\nle programme suit.\n")
    extracted = read(path, message)
    assert extracted.metadata.title == "Journée d'échanges à Tours"
    assert (extracted.metadata.creators, extracted.metadata.created) == (("Anne Élie",), "2007-10-09")
    assert extracted.pages[0].text == (
        "Journée d'échanges à Tours\nDe : Anne Élie <anne@exemple.fr>\nDate : 2007-10-09\n"
        "Bonjour à tous,\nle programme suit."
    )


def test_plain_text_is_preferred_to_its_twin(path: Path, message: EmailMessage) -> None:
    message.set_content("en clair")
    message.add_alternative("<p>en HTML</p>", subtype="html")
    assert read(path, message).pages[0].text.endswith("en clair")


def test_a_message_of_html_alone_is_read(path: Path, message: EmailMessage) -> None:
    message.set_content("<p>L'été</p><script>x</script>", subtype="html", charset="iso-8859-1")
    assert read(path, message).pages[0].text.endswith("2007-10-09\nL'été")


def test_attachments_of_text_are_read_and_others_named(path: Path, message: EmailMessage) -> None:
    message.set_content("corps")
    message.add_attachment("la liste", filename="liste.txt")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    extracted = read(path, message)
    assert extracted.pages[0].text.endswith("corps\n\nliste.txt\nla liste")
    assert "« plan.pdf »" in extracted.warnings[0]


def test_a_forwarded_message_is_read(path: Path, message: EmailMessage) -> None:
    inner = EmailMessage()
    inner["Subject"] = "Appel à projets"
    inner.set_content("le contenu")
    message.set_content("à lire")
    message.add_attachment(inner)
    assert read(path, message).pages[0].text.endswith("à lire\n\nAppel à projets\nle contenu")


def test_broken_headers_lose_themselves_only(path: Path) -> None:
    path.write_bytes(
        b'Subject: =?x?q?a?=\nFrom: <<>>,;\nDate: hier\nContent-Type: text/plain; charset="?"\n\n\xe9t\xe9'
    )
    extracted = extract(path, Options())
    assert extracted.pages[0].text.endswith("été")
    assert extracted.metadata.created == ""


@settings(max_examples=40)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_message(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "libre.eml"
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n" + content)
    extract(path, Options())
