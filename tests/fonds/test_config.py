import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalogue.library import create_library
from catalogue.settings import read_settings
from catalogue.told_settings import SettingSource, settings_told
from fonds.cli import cli
from fonds.commands import options
from fonds.versions import versions


def test_each_setting_says_where_its_value_comes_from(tmp_path: Path) -> None:
    create_library(tmp_path)
    environment = {"FONDS_INDEX_WORKERS": "3", "FONDS_SERVE_METRICS_TOKEN": "secret"}
    told = list(settings_told(tmp_path, read_settings(tmp_path, environment), environment))
    found = {(each.section, each.key): (each.value, each.source) for each in told}
    assert found["index", "workers"] == ("3", SettingSource.ENVIRONMENT)
    assert found["library", "centre"][1] is SettingSource.FILE
    assert found["limits", "cpu_s"] == ("60", SettingSource.DEFAULT)
    assert found["serve", "metrics_token"][0] == "…"


def test_the_command_shows_them(tmp_path: Path) -> None:
    create_library(tmp_path)
    answer = CliRunner().invoke(cli, ["config", "--library", str(tmp_path), "--json"])
    assert {each["section"] for each in json.loads(answer.output)} == {
        "library", "index", "limits", "desk", "sharing", "serve", "mail", "site",
    }  # fmt: skip
    assert "[limits]" in CliRunner().invoke(cli, ["config", "--library", str(tmp_path)]).output


def test_a_command_keeps_the_hour_of_the_centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_library(tmp_path)
    (tmp_path / "fonds.toml").write_text('[library]\ntimezone = "Indian/Reunion"\n', encoding="utf-8")
    hours: list[str] = []
    monkeypatch.setattr(options, "follow_zone", hours.append)
    CliRunner().invoke(cli, ["config", "--library", str(tmp_path)])
    assert hours == ["Indian/Reunion"]


def test_the_version_tells_those_of_what_is_kept() -> None:
    said = CliRunner().invoke(cli, ["--version"]).output
    assert all(f"{name} {value}" in said for name, value in versions().items())
    assert {"moteur", "analyse", "schéma"} < versions().keys()


def test_indexing_says_which_settings_do_nothing(tmp_path: Path) -> None:
    create_library(tmp_path)
    (tmp_path / "fonds.toml").write_text('[desk.required]\n"*" = ["titre"]\n', encoding="utf-8")
    assert "« titre »" in CliRunner().invoke(cli, ["index", "--library", str(tmp_path)]).stderr
