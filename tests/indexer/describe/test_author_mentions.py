from indexer.describe.author_mentions import key, key_of, read_names
from tests.indexer.describe.samples import pages

TEXT = "Commune de Tours\nNotre étude, www.tours-metropole.fr"


def test_names_that_are_one_stand_under_one_key() -> None:
    assert key("Dupont, Marie") == key("Marie DUPONT")
    assert key_of("Commune de Tours") == key_of("Ville de Tours") != key("Commune de Tours")


def test_a_document_is_read_once_for_all_its_names() -> None:
    reading = read_names(pages(TEXT), "notre étude", frozenset())
    assert [name.text for _, name in reading.mentions[key_of("Ville de Tours")]] == ["Commune de Tours"]
    assert reading.says_we
    assert not reading.is_thesis
    assert reading.sites == ["toursmetropole"]
