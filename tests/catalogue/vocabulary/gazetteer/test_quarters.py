import json
import os
from pathlib import Path

import pytest

from catalogue.errors import ConfigurationError
from catalogue.vocabulary.gazetteer.quarters import Quarter, read_quarters, write_list

SANITAS = Quarter("qpv", "QP037001", "Sanitas", "37261")


def written(folder: Path, text: str, name: str = "liste.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "code,name,commune\nQP037001,Sanitas,37261\n",
        "CODE_QP;LIB_QP;INSEE_COM;LIB_COM\nQP037001;Sanitas;37261;Tours\n",
        "\ufeffCode quartier\tNom du quartier\tCode INSEE commune\nqp037001\tSanitas\t37261\n",
    ],
)
def test_lists_are_read_whatever_their_columns_are_called(tmp_path: Path, text: str) -> None:
    found = read_quarters(written(tmp_path, text))
    assert found == (SANITAS,)


def test_a_geojson_may_put_the_quarters_of_a_commune_on_one_line(tmp_path: Path) -> None:
    properties = {"insee_com": "01053", "code_qp": "QN00101M, QN00102M", "lib_qp": "Reyssouze, Croix Blanche"}
    path = written(tmp_path, json.dumps({"features": [{"properties": properties}]}), "qpv.geojson")
    assert [(each.code, each.name) for each in read_quarters(path)] == [
        ("QN00101M", "Reyssouze"),
        ("QN00102M", "Croix Blanche"),
    ]


def test_sensitive_urban_zones_have_codes_of_their_own(tmp_path: Path) -> None:
    path = written(tmp_path, "code_zus,nom_zus,commune\n2403040,Sanitas,37261\n")
    assert read_quarters(path) == (Quarter("zus", "2403040", "Sanitas", "37261"),)


def test_a_wrong_code_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "code,name,commune\nQP037001,Sanitas,37261\nQP37,Autre,37261\n")
    with pytest.raises(ConfigurationError, match="ligne 3"):
        read_quarters(path)


def test_a_list_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_quarters(written(tmp_path, write_list([SANITAS]))) == (SANITAS,)


@pytest.mark.real_data
@pytest.mark.skipif("FONDS_TEST_DATA" not in os.environ, reason="FONDS_TEST_DATA names no folder")
def test_the_list_the_state_publishes_is_read_whole() -> None:
    found = read_quarters(Path(os.environ["FONDS_TEST_DATA"]) / "geo" / "qpv_2024_partial.geojson")
    assert len(found) > 1000
