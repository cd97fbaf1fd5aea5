import rispy
from hypothesis import given

from exchange.formats import ris
from tests.exchange.references import REFERENCE, titled, wild_text, written


def read(content: bytes) -> list[dict[str, object]]:
    return rispy.loads(content.decode())


def test_rispy_reads_back_what_was_written():
    (entry,) = read(written(ris, REFERENCE))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == REFERENCE.title
    assert entry["authors"] == ["Martin, Claire", "Villes au carré"]
    assert (entry["year"], entry["date"]) == ("2007", "2007/10/09/")
    assert entry["publisher"] == "Villes & territoires"
    assert entry["keywords"] == list(REFERENCE.keywords)
    assert entry["abstract"] == REFERENCE.abstract
    assert entry["urls"] == ["https://fonds.example/d/ktz3dy6kh1"]


def test_references_follow_each_other():
    titles = [entry["title"] for entry in read(written(ris, titled("un"), titled("deux")))]
    assert titles == ["un", "deux"]


@given(wild_text.map(lambda text: "x" + text + "x"))
def test_no_title_can_pass_for_a_tag(text):
    (entry,) = read(written(ris, titled(text + "\nER  - \nTY  - JOUR")))
    assert entry["title"] == titled(text + "\nER  - \nTY  - JOUR").title
