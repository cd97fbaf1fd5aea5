import pytest

from catalogue.decided import Decisions, provenances
from catalogue.errors import NoticeError
from catalogue.notice import Notice, Value
from catalogue.record import NOTICE
from catalogue.vocabulary import load_vocabularies

DECISIONS = Decisions(load_vocabularies())


def decided(**values: Value) -> dict[str, Value]:
    return DECISIONS.read(Notice(dict(values)))


def test_concepts_are_read_by_identifier_or_label() -> None:
    assert decided(themes=("sante", "Santé")) == {"themes": ("sante",)}
    assert decided(type="Rapport d'activité") == {"type": "rapport-activite"}
    assert decided(programmes=("CUCS",)) == decided(programmes=("contrat urbain de cohésion sociale",))


def test_a_town_is_read_by_its_name_and_by_its_label_where_several_share_it() -> None:
    read = decided(places=("Joué-lès-Tours", "Saint-Denis (La Réunion)", "Métropole de Lyon"))
    assert read == {"places": ("com:37122", "com:97411", "epci:200046977")}
    with pytest.raises(NoticeError, match="com:93066"):
        decided(places=("Saint-Denis",))


def test_places_are_read_by_code_or_name() -> None:
    places = ("Poitou-Charentes", "reg:54", "Centre", "indre-et-loire", "com:37261")
    assert decided(places=places) == {"places": ("reg:54", "reg:24", "dep:37", "com:37261")}


def test_an_unknown_value_is_named_with_the_nearest_ones() -> None:
    with pytest.raises(NoticeError, match=r"« Poitou-Charantes » .* « Poitou-Charentes »"):
        decided(places=("Poitou-Charantes",))
    with pytest.raises(NoticeError, match=r"Thèmes : « Parentalitée » .*Parentalité"):
        decided(themes=("Parentalitée",))


def test_a_label_of_two_concepts_asks_which() -> None:
    with pytest.raises(NoticeError, match=r"désigne .* ou "):
        decided(programmes=("CLS",))


def test_other_fields_are_taken_as_written() -> None:
    assert decided(title="Un titre", identifier="x", abstract="") == {"title": "Un titre", "abstract": ""}
    assert DECISIONS.read(None) == {}


def test_each_value_is_a_persons_word() -> None:
    found = provenances({"themes": ("sante", "emploi"), "abstract": ""})
    assert [(each.field, each.value, each.method, each.confidence) for each in found] == [
        ("themes", "sante", NOTICE, 1.0),
        ("themes", "emploi", NOTICE, 1.0),
    ]
