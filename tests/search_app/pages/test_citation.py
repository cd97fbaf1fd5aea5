from catalogue.record import Record
from search_app.pages.citation import citation_tags, reference
from tests.search_app.pages.html import plain

RECORD = Record(
    "r1",
    "Un jardin partagé",
    creators=("Petit, Anaïs", "Villes au carré"),
    publisher="Villes au carré",
    issued="2012-05-09",
    format="application/pdf",
    pages=12,
)


def test_a_reference_after_iso_690():
    assert plain(reference(RECORD)) == (
        "PETIT, Anaïs; Villes au carré. Un jardin partagé. Villes au carré, 9 mai 2012. 12 p. "
        "Disponible à l'adresse : http://localhost/notice/r1"
    )


def test_a_reference_without_author_or_date_says_so():
    said = plain(reference(Record("r2", "Bilan")))
    assert said == "Bilan. sans date. Disponible à l'adresse : http://localhost/notice/r2"


def test_one_tag_for_each_author_and_none_that_is_empty():
    tags = list(citation_tags(RECORD))
    assert [content for name, content in tags if name == "citation_author"] == list(RECORD.creators)
    assert ("citation_publication_date", "2012/05/09") in tags
    assert all(content for _name, content in tags)
