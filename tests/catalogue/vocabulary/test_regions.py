import csv
import os
from pathlib import Path

import pytest

from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.regions import DEPARTEMENTS, SUCCESSORS, regions_of


@pytest.mark.parametrize(
    ("place", "regions"),
    [
        ("reg:54", ("54", "75")),
        ("reg:24", ("24",)),
        ("dep:37", ("24",)),
        ("dep:86", ("75",)),
        ("dep:2A", ("94",)),
        ("com:2B033", ("94",)),
        ("com:37261", ("24",)),
        ("com:97411", ("04",)),
        ("com:75056", ("11",)),
        ("qpv:QP086001", ("75",)),
        ("qpv:QN97101M", ("01",)),
        ("epci:243700754", ()),
        ("dep:975", ()),
        ("reg:99", ()),
        ("com:", ()),
        ("nowhere", ()),
    ],
)
def test_a_place_counts_under_its_regions(place: str, regions: tuple[str, ...]) -> None:
    assert regions_of(place) == regions


def test_every_departement_lies_in_one_region() -> None:
    listed = [code for codes in DEPARTEMENTS.values() for code in codes.split() if code != "20"]
    assert sorted(listed) == sorted(NAMES)
    assert len(listed) == 101


def test_the_vocabulary_and_the_tables_agree() -> None:
    regions = load_vocabularies().regions.concepts
    assert set(regions) == set(DEPARTEMENTS) | set(SUCCESSORS)
    for code, concept in regions.items():
        assert concept.broader == concept.successors == ((SUCCESSORS[code],) if code in SUCCESSORS else ())
        assert concept.end == (2015 if code in SUCCESSORS else None)


@pytest.mark.real_data
def test_the_tables_agree_with_the_official_history() -> None:
    folder = os.environ.get("FONDS_TEST_DATA")
    if not folder:
        pytest.skip("FONDS_TEST_DATA is not set")
    with (Path(folder) / "geo" / "departements_history.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["end_datetime"].startswith("9999"):
                region = row["parents"].split(";")[-1].removeprefix("fr:region:")[:2]
                assert regions_of(f"dep:{row['insee_code']}") == (region,), row["name"]
