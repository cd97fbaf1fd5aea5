import json

from exchange.formats import csl
from tests.exchange.references import REFERENCE, written


def test_an_item_holds_what_the_reference_does():
    (item,) = json.loads(written(csl, REFERENCE))
    assert item["type"] == "report"
    assert item["author"] == [{"family": "Martin", "given": "Claire"}, {"literal": "Villes au carré"}]
    assert item["issued"] == {"date-parts": [[2007, 10, 9]]}
    assert item["URL"] == REFERENCE.address


def test_any_number_of_items_is_one_array():
    assert json.loads(written(csl)) == []
    assert len(json.loads(written(csl, REFERENCE, REFERENCE))) == 2
