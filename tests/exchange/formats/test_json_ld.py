import json
from dataclasses import replace

from hypothesis import given

from exchange.formats.json_ld import json_ld
from tests.exchange.references import REFERENCE, titled, wild_text


def test_it_says_what_the_reference_does():
    said = json.loads(json_ld(REFERENCE))
    assert (said["@type"], said["name"], said["@id"]) == ("Report", REFERENCE.title, REFERENCE.address)
    assert [each["@type"] for each in said["author"]] == ["Person", "Organization"]


@given(wild_text)
def test_nothing_in_it_ends_the_script(text):
    written = json_ld(titled(text + "</script><!--"))
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["name"] == titled(text + "</script><!--").title


def test_an_article_is_part_of_its_periodical_and_a_book_of_its_series():
    article = json.loads(json_ld(replace(REFERENCE, journal="Urbanisme", issue="12", collection="")))
    assert article["isPartOf"] == {"@type": "Periodical", "name": "Urbanisme", "issueNumber": "12"}
    book = json.loads(json_ld(replace(REFERENCE, journal="", issue="", collection="Les Cahiers")))
    assert book["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Les Cahiers"}
    assert "isPartOf" not in json.loads(json_ld(replace(REFERENCE, journal="", collection="")))
