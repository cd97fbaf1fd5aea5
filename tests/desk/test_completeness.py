from catalogue.presentation import Presentation, SitePage
from desk.completeness import WANTED, lacks


def lacking(page, said, text="", settled=""):
    return [
        each.field
        for each in lacks(page, said, text, lambda field: settled if field == "centre_name" else "")
    ]


def test_every_page_begins_with_something_to_fill_in():
    assert all(lacking(page, Presentation()) for page in WANTED)


def test_legal_notices_want_who_where_and_on_whose_machine():
    said = Presentation(director="A. Durand", address="2 rue", phone="02")
    assert lacking(SitePage.LEGAL, said) == ["publisher", "host"]
    assert lacking(SitePage.LEGAL, said, settled="Villes au carré") == ["host"]


def test_one_of_two_contacts_is_enough():
    assert lacking(SitePage.ACCESSIBILITY, Presentation(contact="doc@exemple.fr")) == []
    assert lacking(SitePage.ABOUT, Presentation(), "Nous.") == []
