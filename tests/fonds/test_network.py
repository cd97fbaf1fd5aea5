"""Two libraries on one machine, by the commands that a documentalist types."""

import json
from pathlib import Path

import pytest

from tests.fonds.test_cli import fonds


def answer(*arguments: str) -> dict:
    ended = fonds(*arguments, "--json")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def total(library: Path, words: str = "rénovation") -> int:
    return answer("search", words, "--library", str(library))["total"]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("ville", "campagne"):
        assert fonds("init", str(tmp_path / name)).returncode == 0
        note = tmp_path / name / "corpus/note.md"
        note.write_text(f"# Note de {name}\n\nLa rénovation en {name}.\n", encoding="utf-8")
        fonds("index", "--library", str(tmp_path / name))
    return tmp_path / "ville", tmp_path / "campagne"


def test_from_one_library_to_another_and_back_to_nothing(two, tmp_path: Path) -> None:
    ville, campagne = two
    lot = str(tmp_path / "lot.zip")
    made = answer("bundle", "create", lot, "--library", str(ville))
    assert answer("bundle", "verify", lot, "--library", str(campagne))["fingerprint"] == made["fingerprint"]
    mounted = answer("mount", lot, "--yes", "--library", str(campagne))
    assert (mounted["centre"]["identifier"], mounted["counts"]["records"]) == ("ville", 1)
    hits = answer("search", "rénovation", "--library", str(campagne))["hits"]
    assert {hit["centre"] for hit in hits} == {"ville", "campagne"}
    assert fonds("unmount", "ville", "--library", str(campagne)).returncode == 0
    assert total(campagne) == 1
    assert fonds("unmount", "ville", "--library", str(campagne)).returncode == 1


def test_nobody_trusts_a_key_unasked(two, tmp_path: Path) -> None:
    ville, campagne = two
    lot = str(tmp_path / "lot.zip")
    fingerprint = answer("bundle", "create", lot, "--library", str(ville))["fingerprint"]
    ended = fonds("mount", lot, "--library", str(campagne))
    assert (ended.returncode, fingerprint in ended.stderr) == (1, True)
    assert total(campagne) == 1


def test_a_folder_is_followed(two, tmp_path: Path) -> None:
    ville, campagne = two
    stick = str(tmp_path / "cle")
    answer("bundle", "publish", "--to", stick, "--library", str(ville))
    answer("mount", stick, "--yes", "--library", str(campagne))
    (ville / "corpus/autre.md").write_text("# Autre\n\nUne rénovation encore.\n", encoding="utf-8")
    fonds("index", "--library", str(ville))
    answer("bundle", "publish", "--to", stick, "--library", str(ville))
    assert answer("sync", "--library", str(campagne))["centres"]["ville"]["outcome"] == "updated"
    assert total(campagne) == 3
    assert answer("sync", "--library", str(campagne))["centres"]["ville"]["outcome"] == "same"
    (row,) = answer("network", "--coverage", "--library", str(campagne))["centres"]
    assert (row["name"], row["records"]) == ("Fonds documentaire", 2)


def test_what_is_wrong_with_a_bundle_is_one_sentence(two, tmp_path: Path) -> None:
    (tmp_path / "lot.zip").write_bytes(b"PK\x05\x06")
    for command in (["bundle", "verify"], ["mount", "--yes"]):
        ended = fonds(*command, str(tmp_path / "lot.zip"), "--library", str(two[1]))
        assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
        assert ended.stderr.startswith("Erreur : Le fichier n'est pas un lot")


def test_a_key_changes_hands(two) -> None:
    library = ("--library", str(two[0]))
    before = answer("key", "show", *library)["fingerprint"]
    assert fonds("key", "change", *library).returncode == 3
    announced = fonds("key", "announce", *library).stdout.strip()
    assert answer("key", "show", *library)["next_fingerprint"] == announced != before
    assert fonds("key", "change", *library).stdout.strip() == announced


def test_bundles_that_nobody_will_believe_are_said(two) -> None:
    ville = two[0]
    publish = ("bundle", "publish", "--library", str(ville))
    assert "autre clé" not in fonds(*publish).stderr
    (ville / "state/keys/sharing.pem").unlink()
    assert "signés par une autre clé que les précédents" in fonds(*publish).stderr
    assert "autre clé" not in fonds(*publish).stderr
    settings = (ville / "fonds.toml").read_text(encoding="utf-8").replace('"ville"', '"ville-neuve"')
    (ville / "fonds.toml").write_text(settings, encoding="utf-8")
    renamed = fonds(*publish)
    assert (renamed.returncode, "« fonds unmount ville »" in renamed.stderr) == (0, True)
