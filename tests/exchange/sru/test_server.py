import pytest
from lxml import etree

from catalogue.record import Record
from catalogue.rights import PUBLIC_READER
from catalogue.vocabulary import load_vocabularies
from exchange.sru.server import SruServer, answer
from search.query import Sort
from search.results import Hit, Results
from tests.schemas import needs_schemas, schema

FIRST = "{http://www.loc.gov/zing/srw/}"
SECOND = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}"
WILD = "]]> \x00\uffff <b> \u202egras"
RECORDS = [Record(f"r{number}", f"{WILD}{number}", language="fr") for number in range(120)]


class Searched:
    """Answers all records and remembers what was asked."""

    def __init__(self) -> None:
        self.queries = []

    def __call__(self, query):
        self.queries.append(query)
        start = (query.page - 1) * query.size
        return Results(len(RECORDS), tuple(Hit(each, 1.0) for each in RECORDS[start : start + query.size]))


@pytest.fixture
def searched():
    return Searched()


def ask(search, **named):
    shelf = SruServer(
        search=search,
        record=lambda identifier: RECORDS[0] if identifier == "r0" else None,
        vocabularies=load_vocabularies(),
        label=lambda facet, value: value,
        reader=PUBLIC_READER,
        name="Fonds",
        root="https://fonds.example",
        url="https://fonds.example/sru",
    )
    return etree.fromstring(answer(shelf, list(named.items())))


def told(root):
    return [each.text.rpartition("/")[2] for each in root.iter("{*}uri")]


def test_both_versions_answer_in_their_shape(searched):
    first = ask(searched, operation="searchRetrieve", version="1.2", query="santé", maximumRecords="3")
    second = ask(searched, query="santé", maximumRecords="3")
    for root, name in ((first, FIRST), (second, SECOND)):
        assert root.tag == f"{name}searchRetrieveResponse"
        assert root.findtext(f"{name}numberOfRecords") == "120"
        assert root.findtext(f"{name}nextRecordPosition") == "4"
        assert len(list(root.iter(f"{name}record"))) == 3
        assert (
            root.findtext(".//{http://purl.org/dc/elements/1.1/}identifier")
            == "https://fonds.example/d/ft0zvgy5ms"
        )
    assert first.findtext(f"{FIRST}version") == "1.2"


def test_records_start_where_asked_across_pages_and_end(searched):
    root = ask(searched, query="a", startRecord="96", maximumRecords="10")
    assert [each.text for each in root.iter(f"{SECOND}recordPosition")] == [str(n) for n in range(96, 106)]
    root = ask(searched, query="a", startRecord="120", maximumRecords="10")
    assert root.find(f"{SECOND}nextRecordPosition") is None
    assert len(list(root.iter(f"{SECOND}record"))) == 1


def test_only_the_count_may_be_asked_for(searched):
    root = ask(searched, query="a", maximumRecords="0")
    assert (root.findtext(f"{SECOND}numberOfRecords"), root.find(f"{SECOND}records")) == ("120", None)


def test_the_public_asks_in_the_order_wanted(searched):
    ask(searched, operation="searchRetrieve", version="1.2", query="a", sortKeys="dc.date,,0")
    assert all(query.reader is PUBLIC_READER and query.sort is Sort.NEWEST for query in searched.queries)


def test_a_record_may_come_as_text(searched):
    root = ask(searched, operation="searchRetrieve", query="a", recordPacking="string", maximumRecords="1")
    data = root.findtext(f".//{FIRST}recordData")
    assert etree.fromstring(data).findtext("{http://purl.org/dc/elements/1.1/}language") == "fr"


def test_one_record_is_found_by_its_identifier(searched):
    for query, count in (("rec.identifier = r0", "1"), ("dc.identifier = inconnu", "0")):
        assert ask(searched, query=query).findtext(f"{SECOND}numberOfRecords") == count
    assert told(ask(searched, query="rec.identifier = r0 and a")) == ["48"]


def test_without_a_question_it_explains_itself(searched):
    for named in ({}, {"operation": "explain", "version": "1.2"}):
        root = ask(searched, **named)
        assert root.findtext(".//{http://explain.z3950.org/dtd/2.0/}host") == "fonds.example"
        names = {each.text for each in root.iter("{http://explain.z3950.org/dtd/2.0/}name")}
        assert names > {"serverChoice", "title", "creator", "subject", "coverage", "date"}


@pytest.mark.parametrize(
    ("named", "number"),
    [
        ({"operation": "scan", "version": "1.2", "scanClause": "a"}, "4"),
        ({"operation": "searchRetrieve", "version": "9.9", "query": "a"}, "5"),
        ({"operation": "cql.allRecords=1", "version": "x"}, "5"),
        ({"query": "a", "maximumRecords": "beaucoup"}, "6"),
        ({"operation": "searchRetrieve", "version": "1.2"}, "7"),
        ({"query": "a", "inconnu": "1"}, "8"),
        ({"query": "(a"}, "10"),
        ({"query": "marc.245=a"}, "16"),
        ({"query": "a", "startRecord": "121"}, "61"),
        ({"query": "a", "recordSchema": "marcxml"}, "66"),
        ({"query": "a", "recordXMLEscaping": "png"}, "71"),
        ({"query": "a", "stylesheet": "x.xsl"}, "110"),
    ],
)
def test_what_cannot_be_done_is_a_diagnostic(searched, named, number):
    assert told(ask(searched, **named)) == [number]


@needs_schemas
def test_answers_of_version_2_are_valid(searched):
    for named in ({}, {"query": "a"}, {"query": "(a"}, {"query": "a", "recordXMLEscaping": "string"}):
        schema("sru/sruResponse.xsd").assertValid(ask(searched, **named))
