import pytest

from catalogue.corrections import Decision
from catalogue.record import NOTICE, Evidence, Provenance, Record
from desk.review import corrections, decided, earlier, judged, proposals, waiting

YES, NO = Decision.ACCEPTED, Decision.REFUSED
RECORD = Record(
    "bilan",
    "Bilan",
    file="bilan.pdf",
    issued="2007",
    themes=("sante", "emploi", "ville"),
    provenance=(
        Provenance("title", "Bilan", NOTICE),
        Provenance("issued", "2007", "text", 0.8),
        Provenance("themes", "sante", "vocabulary", 0.8, terms=("santé", "hôpital")),
        Provenance("themes", "emploi", "vocabulary", 0.5, terms=("emploi",)),
        Provenance("themes", "ville", NOTICE),
        Provenance("themes", "gone", "vocabulary"),
    ),
)
KEYS = {each.value: each.key for each in proposals(RECORD)}


def answers(**said):
    return {KEYS[value.strip("_")]: answer for value, answer in said.items()}


def test_what_no_person_decided_is_asked():
    assert list(KEYS) == ["2007", "sante", "emploi"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ({"sante": YES, "emploi": NO}, {"themes": ("sante", "ville")}),
        ({"sante": YES, "emploi": YES}, {"themes": ("sante", "emploi", "ville")}),
        ({"emploi": NO}, {}),
        ({"_2007": NO}, {"issued": ""}),
        ({"_2007": YES}, {"issued": "2007"}),
        ({}, {}),
    ],
)
def test_a_field_is_written_once_all_its_values_are_answered(said, written):
    assert decided(RECORD, answers(**said)) == written


def test_what_no_longer_stands_in_its_box_was_refused():
    keys = frozenset(KEYS.values())
    assert judged(RECORD, keys - {KEYS["emploi"]}, answers(sante=YES)) == answers(sante=YES, emploi=NO)
    assert judged(RECORD, frozenset(), answers(sante=YES)) == answers(sante=NO, emploi=NO, _2007=NO)


def test_accepting_all_spares_what_was_refused():
    told = judged(RECORD, frozenset(KEYS.values()), answers(emploi=NO), everything=True)
    assert told == answers(sante=YES, emploi=NO, _2007=YES)


def test_one_value_read_twice_is_asked_once_with_all_its_pages():
    reasons = (
        Provenance("themes", "sante", "vocabulary", 0.8, (Evidence(2, "la santé"), Evidence(5, "santé"))),
        Provenance("themes", "sante", "title", 0.5, (Evidence(1, "Santé"), Evidence(5, "soins"))),
    )
    (asked,) = proposals(Record("x", "X", file="x.pdf", themes=("sante",), provenance=reasons))
    assert [(each.page, each.quote) for each in asked.evidence] == [
        (2, "la santé"),
        (5, "santé"),
        (1, "Santé"),
    ]


def test_answers_teach_with_the_words_that_led_to_the_value():
    (taught,) = corrections(RECORD, answers(sante=NO), "claire")
    assert (taught.value, taught.decision, taught.terms, taught.by) == (
        "sante",
        NO,
        ("santé", "hôpital"),
        "claire",
    )


def test_earlier_answers_are_remembered():
    given = corrections(RECORD, answers(sante=NO, emploi=YES), "claire")
    again = corrections(RECORD, answers(sante=YES), "claire")
    assert earlier(RECORD, [*given, *again]) == answers(sante=YES, emploi=YES)


def test_what_waits_is_ours_unconfirmed_and_proposes_something():
    foreign = Record("x@oriv", "X", file="", origin="https://oriv.example/x", provenance=RECORD.provenance)
    certain = Record("sûr", "Sûr", file="sur.pdf", provenance=(Provenance("title", "Sûr", NOTICE),))
    assert list(waiting([RECORD, foreign, certain], frozenset())) == [RECORD]
    assert list(waiting([RECORD], frozenset({"bilan"}))) == []


def test_a_refused_title_waits_for_a_better_one():
    record = Record("x", "Faux", file="x.pdf", provenance=(Provenance("title", "Faux", "layout", 0.5),))
    refused = {proposals(record)[0].key: NO}
    assert decided(record, refused) == {}
