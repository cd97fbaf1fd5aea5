from catalogue.record import Record
from search.results import Hit
from search_app.pages.holdings import NEWEST, newest_of

EVENT = Hit(Record("a", "Journée", room="agenda"), 1.0)
DOCUMENT = Hit(Record("b", "Rapport"), 1.0)


def test_what_has_a_list_of_its_own_is_not_told_twice() -> None:
    assert newest_of([EVENT, DOCUMENT]) == [DOCUMENT]
    assert newest_of([EVENT]) == [EVENT], "rather than a page without anything"
    assert len(newest_of([DOCUMENT] * 9)) == NEWEST
