from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from catalogue.record import Access, Record
from exchange.oai.listing import OAI
from exchange.oai.provider import answer
from tests.exchange.oai.repositories import (
    PREFIX,
    VOCABULARIES,
    ask,
    code,
    headers,
    put,
    repository,
    token,
    withdraw,
)
from tests.exchange.references import RECORD, wild_text
from tests.schemas import needs_schemas, schema

DC = "{http://purl.org/dc/elements/1.1/}"
NAME = "oai:fonds.vac.example:"
LIST = ("verb", "ListRecords")
OURS = replace(RECORD, themes=("acces-aux-soins",), centre="")


@pytest.fixture
def shelf(library):
    put(
        library,
        OURS,
        Record("b", "Bilan", places=("com:37261",)),
        Record("n", "Note", access=Access.INTERNAL),
    )
    return repository(library)


#: The error requests of the protocol's own validator, and what it takes for an answer.
ERRORS = [
    ([], "badVerb"),
    ([("verb", "junk")], "badVerb"),
    ([("verb", "Identify"), ("verb", "Identify")], "badVerb"),
    ([("verb", "Identify"), ("metadataPrefix", "oai_dc")], "badArgument"),
    ([("verb", "GetRecord"), PREFIX], "badArgument"),
    ([("verb", "GetRecord"), ("identifier", f"{NAME}b")], "badArgument"),
    ([("verb", "GetRecord"), PREFIX, ("identifier", 'invalid"id')], "badArgument"),
    (
        [("verb", "GetRecord"), ("metadataPrefix", "marc"), ("identifier", f"{NAME}b")],
        "cannotDisseminateFormat",
    ),
    ([("verb", "ListIdentifiers"), PREFIX, ("until", "junk")], "badArgument"),
    ([("verb", "ListIdentifiers"), PREFIX, ("from", "junk")], "badArgument"),
    ([("verb", "ListIdentifiers"), ("resumptionToken", "junk"), ("until", "2000-02-05")], "badArgument"),
    ([LIST, PREFIX, ("from", "2000-02-31")], "badArgument"),
    ([LIST, PREFIX, ("until", "2000-01-01T00:00Z")], "badArgument"),
    ([LIST], "badArgument"),
    ([LIST, PREFIX, ("set", "")], "badArgument"),
    ([LIST, PREFIX, ("set", 'a b"')], "badArgument"),
    ([LIST, PREFIX, ("set", "thème")], "badArgument"),
    ([LIST, ("metadataPrefix", "é")], "badArgument"),
    ([("verb", "GetRecord"), PREFIX, ("identifier", "%zz")], "badArgument"),
    ([("verb", "GetRecord"), PREFIX, ("identifier", "http://[x")], "badArgument"),
    ([LIST, ("resumptionToken", "junk")], "badResumptionToken"),
    ([("verb", "ListSets"), ("resumptionToken", "junk")], "badResumptionToken"),
    (
        [LIST, PREFIX, ("from", "2001-01-01"), ("until", "2002-01-01T00:00:00Z")],
        "badArgument",
    ),
    ([LIST, PREFIX, ("from", "2002-01-01"), ("until", "2001-01-01")], "badArgument"),
    ([LIST, PREFIX, ("until", "2001-01-01")], "noRecordsMatch"),
    ([LIST, PREFIX, ("set", "theme:inconnu")], "noRecordsMatch"),
    ([("verb", "ListMetadataFormats"), ("identifier", f"{NAME}x")], "idDoesNotExist"),
]


@pytest.mark.parametrize(("pairs", "expected"), ERRORS)
def test_what_cannot_be_answered_says_why(shelf, pairs, expected):
    root = etree.fromstring(answer(shelf, pairs))
    assert code(root) == expected
    echoed = dict(root.find(f"{{{OAI}}}request").attrib)
    assert echoed == ({} if expected in {"badVerb", "badArgument"} else dict(pairs))


def test_a_record_in_simple_dublin_core(shelf):
    root = ask(shelf, "GetRecord", PREFIX, ("identifier", f"{NAME}rapport-2007"))
    said = [(each.tag.removeprefix(DC), each.text) for each in root.iter(f"{DC}*")]
    assert said[:4] == [
        ("identifier", "https://fonds.vac.example/d/ktz3dy6kh1"),
        ("title", OURS.title),
        ("creator", "Martin, Claire"),
        ("creator", "Villes au carré"),
    ]
    assert {("date", "2007-10-09"), ("language", "fr"), ("rights", "Licence Ouverte 2.0")} < set(said)
    assert [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in root.iter(f"{DC}title")] == [
        "fr"
    ]


def test_a_record_in_dublin_core_terms(shelf):
    root = ask(shelf, "GetRecord", metadataPrefix="oai_qdc", identifier=f"{NAME}rapport-2007")
    named = {each.tag: each.text for each in root.iter("{http://purl.org/dc/terms/}*")}
    assert named["{http://purl.org/dc/terms/}issued"] == "2007-10-09"
    assert named["{http://purl.org/dc/terms/}spatial"] == "75"


def test_a_record_is_in_the_sets_of_its_theme_and_of_what_stands_above(shelf):
    (above, *_rest) = VOCABULARIES.themes.ancestors("acces-aux-soins")
    for name in ("theme", "theme:acces-aux-soins", f"theme:{above}", "region:54", "region:75"):
        told = headers(ask(shelf, "ListIdentifiers", PREFIX, ("set", name)))
        assert told == [("rapport-2007", False)], name
    specs = [each.text for each in ask(shelf, "ListSets").iter(f"{{{OAI}}}setSpec")]
    assert {"theme", "region", "theme:acces-aux-soins", "region:54", "region:75"} <= set(specs)
    assert "theme:emploi" not in specs  # nothing here is of it


def test_what_is_withdrawn_is_told_for_ever_and_what_was_never_public_never(shelf, library):
    withdraw(library, "b")
    put(library, replace(OURS, access=Access.INTERNAL))
    withdraw(library, "n")
    assert headers(ask(shelf, "ListRecords", PREFIX)) == [("b", True), ("rapport-2007", True)]
    assert headers(ask(shelf, "ListRecords", PREFIX, ("set", "theme:emploi")))[0] == ("b", True)
    assert code(ask(shelf, "ListRecords", PREFIX, ("set", "theme:inconnu"))) == "noRecordsMatch"
    gone = ask(shelf, "GetRecord", PREFIX, ("identifier", f"{NAME}b"))
    assert headers(gone) == [("b", True)]
    assert gone.find(f".//{{{OAI}}}metadata") is None
    assert code(ask(shelf, "GetRecord", PREFIX, ("identifier", f"{NAME}n"))) == "idDoesNotExist"


def test_only_changes_are_told_from_a_date_on(shelf, library):
    stamp = ask(shelf, "ListIdentifiers", PREFIX).findtext(f".//{{{OAI}}}datestamp")
    assert len(headers(ask(shelf, "ListIdentifiers", PREFIX, ("from", stamp), ("until", stamp)))) == 2
    assert (
        len(headers(ask(shelf, "ListIdentifiers", PREFIX, ("from", stamp[:10]), ("until", "2100-01-01"))))
        == 2
    )
    assert code(ask(shelf, "ListIdentifiers", PREFIX, ("from", "2100-01-01"))) == "noRecordsMatch"


def test_a_token_goes_on_the_same_way_twice_and_only_for_its_list(library, shelf):
    small = repository(library, 1)
    first = ask(small, "ListRecords", PREFIX)
    rest = token(first)
    assert first.find(f".//{{{OAI}}}resumptionToken").attrib == {"cursor": "0", "completeListSize": "2"}
    pages = [ask(small, "ListRecords", resumptionToken=rest) for _ in range(2)]
    assert headers(pages[0]) == headers(pages[1]) == [("b", False)]
    assert token(pages[0]) == ""
    assert code(ask(small, "ListIdentifiers", resumptionToken=rest)) == "badResumptionToken"
    assert code(ask(small, "ListRecords", resumptionToken=rest[:-1] + "_")) == "badResumptionToken"
    assert token(ask(shelf, "ListRecords", PREFIX)) is None


def test_identifiers_keep_to_the_characters_allowed(library):
    put(library, Record("été n° 1", "x"))
    shelf = repository(library)
    name = ask(shelf, "ListIdentifiers", PREFIX).findtext(f".//{{{OAI}}}identifier")
    assert name == f"{NAME}%C3%A9t%C3%A9%20n%C2%B0%201"
    assert code(ask(shelf, "GetRecord", PREFIX, ("identifier", name))) == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), wild_text)
def test_no_text_and_no_argument_breaks_an_answer(library, title, asked):
    put(library, Record("w", f"{title}]]>\x00\uffff\u202e", abstract=title, creators=(title,)))
    shelf = repository(library)
    assert headers(ask(shelf, "ListRecords", PREFIX)) == [("w", False)]
    told = code(ask(shelf, "GetRecord", PREFIX, ("identifier", asked)))
    assert told in ("idDoesNotExist", "badArgument")


@needs_schemas
def test_every_answer_is_valid(shelf, library):
    withdraw(library, "b")
    wild = "]]> \x00\uffff \u202egras \N{PARTY POPPER}"
    put(library, *(Record(f"w{each}", wild, abstract=wild) for each in range(3)))
    asked = [answer(shelf, pairs) for pairs, _code in ERRORS]
    for verb in ("Identify", "ListSets", "ListMetadataFormats"):
        asked.append(answer(shelf, [("verb", verb)]))
    small = repository(library, 2)
    pairs = [LIST, PREFIX]
    for _page in range(3):
        asked.append(answer(small, pairs))
        pairs = [LIST, ("resumptionToken", token(etree.fromstring(asked[-1])))]
    for content in asked:
        schema("oai/oai-all.xsd").assertValid(etree.fromstring(content))
