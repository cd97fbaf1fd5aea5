import json
import os
from pathlib import Path

import pytest

from catalogue.errors import ConfigurationError
from catalogue.vocabulary.gazetteer.quarters import Quarter, import_quarters, read_quarters

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


def test_a_wrong_code_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    path = written(tmp_path, "code,name,commune\nQP037001,Sanitas,37261\nQP37,Autre,37261\n")
    with pytest.raises(ConfigurationError, match="ligne 3"):
        import_quarters(path, tmp_path / "vocabularies")
    assert not (tmp_path / "vocabularies").exists()


def test_a_second_list_adds_to_the_first_and_replaces_what_it_names_again(tmp_path: Path) -> None:
    own = tmp_path / "vocabularies"
    import_quarters(written(tmp_path, "code,name,commune\nQP037001,Sanita,37261\n"), own)
    import_quarters(
        written(tmp_path, "code,name,commune\nQP037001,Sanitas,37261\nQP037002,Europe,37261\n"), own
    )
    assert [each.name for each in read_quarters(own / "quarters.csv")] == ["Sanitas", "Europe"]


@pytest.mark.real_data
@pytest.mark.skipif("FONDS_TEST_DATA" not in os.environ, reason="FONDS_TEST_DATA names no folder")
def test_the_list_the_state_publishes_is_read_whole() -> None:
    found = read_quarters(Path(os.environ["FONDS_TEST_DATA"]) / "geo" / "qpv_2024_partial.geojson")
    assert len(found) > 1000
