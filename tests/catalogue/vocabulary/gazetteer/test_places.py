from pathlib import Path

import pytest

from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.gazetteer import load_gazetteer
from catalogue.vocabulary.gazetteer.quarters import FILE_NAME
from catalogue.vocabulary.regions import DEPARTEMENTS

PLACES = load_gazetteer()


def test_a_commune_lies_in_its_group_its_departement_and_its_region() -> None:
    assert PLACES.within("com:37261") == ("epci:243700754", "dep:37", "reg:24")
    assert PLACES.within("com:2A004")[-2:] == ("dep:2A", "reg:94")
    assert PLACES.within("com:97411")[-2:] == ("dep:974", "reg:04")


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("com:93066", "Saint-Denis (Seine-Saint-Denis)"),
        ("com:97411", "Saint-Denis (La Réunion)"),
        ("epci:243700754", "Tours Métropole Val de Loire (Indre-et-Loire)"),
        ("epci:200071827", "Communauté d'agglomération du Grand Angoulême (Charente)"),
        ("dep:37", "Indre-et-Loire"),
        ("com:00000", "com:00000"),
    ],
)
def test_labels_tell_homonyms_apart(code: str, label: str) -> None:
    assert PLACES.label(code) == label


def test_every_commune_lies_in_a_departement_and_every_departement_in_a_region() -> None:
    communes = list(PLACES.communes())
    assert len(communes) > 34_000
    assert {PLACES.within(code)[-2] for code, _, _ in communes} == {f"dep:{code}" for code in NAMES}
    assert all(PLACES.within(f"dep:{code}") for code in NAMES)
    assert {PLACES.within(code)[-1] for code, _, _ in communes} == {f"reg:{code}" for code in DEPARTEMENTS}


def test_every_group_a_commune_names_is_known() -> None:
    groups = {group.code for group in PLACES.intercommunalities()}
    named = {
        each for code, *_ in PLACES.communes() for each in PLACES.within(code) if each.startswith("epci")
    }
    assert named == groups


def test_names_of_before_lead_to_todays_commune() -> None:
    former = dict(PLACES.other_names())
    assert former["Châlons-sur-Marne"] == "com:51108"
    assert all(PLACES.place(code) for code in former.values())


def test_the_quarters_of_a_library_lie_in_their_commune(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("code,name,commune\nQP037001,Sanitas,37261\n", encoding="utf-8")
    places = load_gazetteer(tmp_path)
    assert places.label("qpv:QP037001") == "Sanitas (Tours)"
    assert places.within("qpv:QP037001")[0] == "com:37261"
    assert places.version != PLACES.version


def test_the_code_of_an_unknown_quarter_still_tells_its_departement() -> None:
    assert PLACES.within("qpv:QP974001") == ("dep:974", "reg:04")
    assert PLACES.within("qpv:QP02A001") == ("dep:2A", "reg:94")
