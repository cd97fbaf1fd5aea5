import base64
import binascii
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
    message.add_attachment(bytes(range(256)), maintype="application", subtype="pdf", filename="plan.pdf")
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


HTML = "<p>Le compte rendu de la rencontre des médiateurs du quartier : ornithorynque.</p>"


@pytest.mark.parametrize("plain", ["", " \n", "Votre messagerie n'affiche pas le HTML."])
def test_the_html_is_read_when_the_plain_text_is_empty_or_a_decoy(
    path: Path, message: EmailMessage, plain: str
) -> None:
    message.set_content(plain)
    message.add_alternative(HTML, subtype="html")
    assert "ornithorynque" in read(path, message).pages[0].text


def test_what_an_alternative_encloses_is_read_whichever_is_chosen(path: Path, message: EmailMessage) -> None:
    """Apple's form: the attachment stands within the HTML alternative."""
    message.set_content("Le compte rendu de la rencontre des médiateurs du quartier : castor.")
    message.add_alternative(HTML, subtype="html")
    alternative = message.get_payload()[1]
    alternative.add_attachment("<p>belette</p>", subtype="html", filename="liste.html")
    alternative.add_attachment(b"\0" * 99, maintype="application", subtype="octet-stream")
    found = read(path, message)
    text = "\n".join(page.text for page in found.pages)
    assert "castor" in text
    assert "belette" in text
    assert "sans nom (application/octet-stream)" in found.warnings[0]


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
def test_headers_in_bytes_are_read(path: Path, before: bytes) -> None:
    path.write_bytes(before + "From: Société <a@b.fr>\nSubject: Réunion\n\nété\n".encode("cp1252"))
    found = extract(path, Options())
    assert (found.metadata.title, found.metadata.creators) == ("Réunion", ("Société",))


def test_a_forwarded_message_in_base64_is_read(path: Path) -> None:
    inner = base64.b64encode(b"Subject: Transmis\n\nornithorynque\n").decode()
    path.write_text(
        "Subject: x\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: message/rfc822\n"
        f"Content-Transfer-Encoding: base64\n\n{inner}\n--B--\n"
    )
    text = extract(path, Options()).pages[0].text
    assert "Transmis\nornithorynque" in text
    assert inner[:20] not in text


def test_a_page_saved_by_a_browser_is_a_page(path: Path) -> None:
    path.write_text(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://exemple.fr/\nSubject: =?utf-8?Q?x?=\n"
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<title>Fiche</title><p>M=C3=A9diation</p>\n--B\n"
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--B--\n"
    )
    found = extract(path, Options())
    assert (found.metadata.title, found.pages[0].text) == ("Fiche", "Médiation")
    assert found.warnings == ()


def test_files_sent_within_the_text_are_read_as_files(tmp_path: Path) -> None:
    lines = b"".join(binascii.b2a_uu("Texte joint : médiation".encode()[at : at + 45]) for at in (0,))
    sent = b"Bonjour\n\nbegin 644 note.txt\n" + lines + b"`\nend\n\nbegin 644 plan.dwg\n#0V%T\n`\nend\n"
    path = tmp_path / "a.eml"
    path.write_bytes(b"From: a@x.fr\nTo: b@x.fr\nSubject: Essai\n\n" + sent)
    found = extract(path, Options())
    text = "\n".join(page.text for page in found.pages)
    assert "note.txt" in text
    assert "Texte joint : médiation" in text
    assert "begin 644" not in text
    assert "« plan.dwg »" in found.warnings[0]


@pytest.mark.parametrize(
    ("kind", "said"), [("application/pgp-signature", ()), ("application/ms-tnef", ("« winmail.dat »",))]
)
def test_signatures_say_nothing_and_what_outlook_wraps_is_named(tmp_path: Path, kind: str, said) -> None:
    path = tmp_path / "a.eml"
    path.write_text(
        "From: a@x.fr\nTo: b@x.fr\nSubject: Essai\nContent-Type: multipart/mixed; boundary=X\n\n--X\n"
        f"Content-Type: text/plain\n\nCorps\n--X\nContent-Type: {kind}; name=winmail.dat\n\n\x01x\n--X--\n"
    )
    found = extract(path, Options())
    assert len(found.pages) == 1
    assert [each in found.warnings[0] for each in said] == [True] * len(found.warnings)


def test_an_alternative_that_says_other_things_is_read_too(path: Path, message: EmailMessage) -> None:
    message.set_content("Le programme de la journée et la liste des intervenants suivent demain : castor.")
    message.add_alternative("<p>Réunion jeudi, salle ornithorynque.</p>", subtype="html")
    text = read(path, message).pages[0].text
    assert "castor" in text
    assert "ornithorynque" in text


def test_a_long_message_repeats_itself_and_is_no_decoy(path: Path, message: EmailMessage) -> None:
    message.set_content(
        "This is a multi-part message in MIME format. Your mail client does not support HTML."
    )
    message.add_alternative("<p>" + "Le contrat de ville et l'ornithorynque. " * 9 + "</p>", subtype="html")
    text = read(path, message).pages[0].text
    assert "ornithorynque" in text
    assert "multi-part" not in text


def test_a_message_with_pictures_is_no_saved_page(path: Path) -> None:
    page = "<html><head><title>Autre</title></head><body><p>ornithorynque</p></body></html>"
    path.write_text(
        "From: a@exemple.fr\nSubject: TR: Re: Bilan de la rencontre\n"
        'Content-Type: multipart/related; boundary="b"\n\n'
        f"--b\nContent-Type: text/html; charset=utf-8\n\n{page}\n--b--\n",
        encoding="utf-8",
    )
    found = extract(path, Options())
    assert (found.metadata.title, found.metadata.by_hand) == ("Bilan de la rencontre", True)
    assert found.pages[0].text.endswith("De : a@exemple.fr\nornithorynque")


@pytest.mark.parametrize(
    ("spaced", "text"), [("yes", "Un ornithorynque du quartier."), ("no", "Un orni thorynque du quartier.")]
)
def test_lines_that_a_program_folded_are_one(path: Path, spaced: str, text: str) -> None:
    path.write_text(
        f"Subject: Pli\nContent-Type: text/plain; format=flowed; delsp={spaced}\n\n"
        "Un orni \nthorynque du quartier.\n-- \nAnne\n",
        encoding="utf-8",
    )
    assert extract(path, Options()).pages[0].text.split("\n")[-3:] == [text, "--", "Anne"]
