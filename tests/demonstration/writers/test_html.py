from email import message_from_bytes, policy
from pathlib import Path

from lxml import html

from demonstration.writers.html import write, write_mail
from tests.demonstration.samples import sample


def test_a_page_names_its_language_and_escapes_its_text(tmp_path: Path) -> None:
    write(sample(title="Bourges & Tours <demain>"), path := tmp_path / "a.html")
    root = html.document_fromstring(path.read_text(encoding="utf-8"))
    assert root.get("lang") == "fr"
    assert root.findtext(".//h1") == "Bourges & Tours <demain>"
    assert root.findtext(".//h2") == "Première partie"
    assert root.findtext(".//title") == "Exemple"


def test_a_message_has_both_parts_and_the_date_of_its_source(tmp_path: Path) -> None:
    write_mail(sample(metadata={"author": "Une autrice <a@exemple.invalid>"}), path := tmp_path / "a b.eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["Date"].datetime.year == 2007
    assert "Fin de l'exemple." in message.get_body(("plain",)).get_content()
