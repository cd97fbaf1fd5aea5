"""The record in Dublin Core terms, from the one table of fields."""

from catalogue.record import Record
from exchange.dublin_core import DublinCoreTerm, simple, terms

RECORD = Record(
    "bilan", "Bilan\tfinal", language="fr", themes=("habitat",), issued="2007",
    isbn=("978-2-11-008000-1",), issn=("0000-0019",), doi="10.1/a", relations=("autre", "Un livre"),
)  # fmt: skip


def label(facet: str, value: str) -> str:
    return {"habitat": "Habitat", "fr": "français"}.get(value, value)


def values(name: str) -> list[str]:
    return [term.value for term in terms(RECORD, label, "https://doc.example") if term.name == name]


def test_numbers_are_addresses_of_their_own_and_the_notice_s_comes_first() -> None:
    first, *others = values("identifier")
    assert first.startswith("https://doc.example/d/")
    assert {"urn:ISBN:978-2-11-008000-1", "https://doi.org/10.1/a"} <= {*others}
    assert "urn:ISSN:0000-0019" in [term.value for term in terms(RECORD, label, "")]


def test_codes_are_told_by_their_labels_but_for_the_language() -> None:
    assert (values("subject"), values("language")) == (["Habitat"], ["fr"])


def test_a_title_stands_on_one_line_in_its_language() -> None:
    (title,) = (term for term in simple(RECORD, label, "") if term.name == "title")
    assert title == DublinCoreTerm("title", "Bilan final", "fr")
