"""From one library to another: what is told, what is heard, what is refused."""

import json
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from catalogue.errors import ConfigurationError
from catalogue.library import Library, open_library
from catalogue.log import Log, open_writer
from catalogue.record import Access, Page, Record
from exchange.bundles.creating import BundleScope, create_bundle
from exchange.bundles.errors import (
    BundleError,
    DamagedBundleError,
    UnsuitableBundleError,
    UntrustedBundleError,
)
from exchange.bundles.format import SharedRecord
from exchange.bundles.keys import announce_key, change_key
from exchange.bundles.mounting import Mount, verify_bundle
from exchange.bundles.records import Teller
from exchange.received import stores
from tests.exchange.bundles.conftest import keep, library_of, record


def told(library: Library, path: Path, since: int | None = None) -> Path:
    create_bundle(library, path, BundleScope(since))
    return path


def mount(library: Library, path: Path) -> None:
    with Mount(library, path) as bundle:
        bundle.accept()


def heard(library: Library, centre: str = "a") -> dict[str, Record | str]:
    """What a library holds of a centre: records by identifier, or why they are gone."""
    items = stores(library)[centre].items()
    return {item.identifier: item.record or item.reason for item in items}


def lines(path: Path, name: str) -> list[dict]:
    with zipfile.ZipFile(path) as archive:
        member = next(each for each in archive.namelist() if each.endswith(name))
        return [json.loads(each) for each in archive.read(member).splitlines()]


def test_all_that_is_told_is_heard(a: Library, b: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    mount(b, told(a, tmp_path / "lot.zip"))
    assert list(heard(b)) == [each.identifier for each in records]
    assert heard(b)["a"].origin == "https://a.example/notice/a"
    assert [page.text for page in stores(b)["a"].pages("a")][1] == "Notice a, page 2 : la rénovation."


def test_a_delta_brings_to_the_same_state(a: Library, b: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    mount(b, told(a, tmp_path / "lot.zip"))
    since = Log(a.log_path).position()
    keep(a, record("g"), record("a", "Corrigée"), "b")
    delta = told(a, tmp_path / "suite.zip", since)
    assert [each["id"] for each in lines(delta, "records.jsonl")] == ["a", "g"]
    mount(b, delta)
    by_delta = heard(b)
    mount(b, told(a, tmp_path / "entier.zip"))
    assert heard(b) == by_delta
    assert by_delta["b"] == "retire"


def test_nothing_internal_is_told_nor_that_it_was(a: Library, records, tmp_path: Path) -> None:
    keep(a, record("a"), record("b", access=Access.INTERNAL), record("c", access=Access.NETWORK), record("d"))
    keep(a, "b", record("d", access=Access.INTERNAL))
    path = told(a, tmp_path / "lot.zip")
    assert [each["id"] for each in lines(path, "records.jsonl")] == ["a"]
    assert [(each["id"], each["reason"]) for each in lines(path, "deleted.jsonl")] == [("d", "restreint")]
    create_bundle(a, path, BundleScope(audience="network"))
    assert [each["id"] for each in lines(path, "records.jsonl")] == ["a", "c"]


def test_what_others_told_is_not_told_again(a: Library, b: Library, records, tmp_path: Path) -> None:
    keep(a, record("a@c"), record("b"))
    path = told(a, tmp_path / "lot.zip")
    assert [each["id"] for each in lines(path, "records.jsonl")] == ["b"]


@pytest.mark.parametrize(
    ("fields", "shared"),
    [
        ({}, "full"),
        ({"sharing": "none"}, "none"),
        ({"sharing": "extract"}, "extract"),
        ({"rights": "© Cabinet X, tous droits réservés"}, "extract"),
        ({"rights": "Tous droits réservés", "sharing": "full"}, "full"),
    ],
)
def test_text_goes_as_far_as_rights_do(a: Library, tmp_path: Path, fields, shared: str) -> None:
    keep(a, record("a", "Long " * 500, **fields))
    path = told(a, tmp_path / "lot.zip")
    assert lines(path, "records.jsonl")[0].get("rights_text", "none") == shared
    with zipfile.ZipFile(path) as archive:
        texts = [each for each in archive.namelist() if "/text/" in each]
    assert len(texts) == (shared != "none")
    if texts:
        size = sum(len(each["t"]) for each in lines(path, texts[0]))
        assert (size == 2000) == (shared == "extract")


def test_the_same_state_is_the_same_payload(a: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    one, two = told(a, tmp_path / "1.zip"), told(a, tmp_path / "2.zip")
    for name in ("records.jsonl", "vocabulary.ttl"):
        with zipfile.ZipFile(one) as first, zipfile.ZipFile(two) as second:
            member = next(each for each in first.namelist() if each.endswith(name))
            assert first.read(member) == second.read(member)


def test_bagit_says_it_is_a_bag(a: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    with zipfile.ZipFile(told(a, tmp_path / "lot.zip")) as archive:
        archive.extractall(tmp_path / "bag")
    (bag,) = (tmp_path / "bag").iterdir()
    command = [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", "--quiet", str(bag)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_a_bag_zipped_again_is_as_good(a: Library, b: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    again = tmp_path / "encore.zip"
    with zipfile.ZipFile(told(a, tmp_path / "lot.zip")) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    mount(b, again)
    assert len(heard(b)) == len(records)


def test_a_bag_changed_and_zipped_again_is_refused(a: Library, b: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    path, changed = told(a, tmp_path / "lot.zip"), tmp_path / "autre.zip"
    with zipfile.ZipFile(path) as old:
        names = old.namelist()
        for target in names:
            with zipfile.ZipFile(changed, "w") as new:
                for name in names:
                    content = old.read(name)
                    new.writestr(name, content[:-2] + b"~\n" if name == target else content)
            with pytest.raises(BundleError):
                verify_bundle(changed)


def test_another_key_is_refused(a: Library, b: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    mount(b, told(a, tmp_path / "lot.zip"))
    (a.state / "keys/sharing.pem").unlink()
    with pytest.raises(UntrustedBundleError, match="autre clé"):
        mount(b, told(a, tmp_path / "autre.zip"))


def test_an_announced_key_takes_over(a: Library, b: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    announce_key(a)
    mount(b, told(a, tmp_path / "1.zip"))
    change_key(a)
    mount(b, told(a, tmp_path / "2.zip"))
    with pytest.raises(ConfigurationError, match="annoncée"):
        change_key(a)


def test_an_older_state_is_refused(a: Library, b: Library, records, tmp_path: Path) -> None:
    keep(a, *records)
    old = told(a, tmp_path / "1.zip")
    keep(a, record("g"))
    mount(b, told(a, tmp_path / "2.zip"))
    with pytest.raises(UnsuitableBundleError, match="plus ancien"):
        mount(b, old)
    assert "g" in heard(b)


def test_an_older_telling_of_the_same_state_is_refused(
    a: Library, b: Library, records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A settings change makes another bundle of one state; which was made last is told by its date alone."""
    keep(a, *records)
    old = told(a, tmp_path / "1.zip")

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + timedelta(seconds=5)

    with monkeypatch.context() as patch:
        patch.setattr("exchange.bundles.creating.datetime", Later)
        new = told(a, tmp_path / "2.zip")
    mount(b, new)
    with pytest.raises(UnsuitableBundleError, match="plus ancien"):
        mount(b, old)
    mount(b, new)


def test_a_centre_whose_clock_was_ahead_is_heard_again_once_it_is_right(
    a: Library, b: Library, records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + timedelta(days=400)

    keep(a, *records)
    with monkeypatch.context() as patch:
        patch.setattr("exchange.bundles.creating.datetime", Ahead)
        mount(b, told(a, tmp_path / "1.zip"))
    keep(a, record("g"))
    mount(b, told(a, tmp_path / "2.zip"))
    assert "g" in heard(b)


def test_a_bundle_of_before_a_restoration_brings_nothing_back(
    a: Library, b: Library, records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers of a library restored from a backup begin again lower than those of its old bundles."""

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) - timedelta(days=1)

    keep(a, *records)
    told(a, tmp_path / "0.zip")  # from then on it has a key
    shutil.copytree(a.folder, tmp_path / "restored")
    keep(a, record("g"))
    with monkeypatch.context() as patch:
        patch.setattr("exchange.bundles.creating.datetime", Earlier)
        old = told(a, tmp_path / "1.zip")
    mount(b, told(open_library(tmp_path / "restored"), tmp_path / "2.zip"))
    with pytest.raises(UnsuitableBundleError, match="plus ancien"):
        mount(b, old)
    assert "g" not in heard(b)


def test_a_delta_from_a_state_one_does_not_have_is_refused(a, b, records, tmp_path: Path) -> None:
    keep(a, *records)
    with pytest.raises(UnsuitableBundleError, match="lot entier"):
        mount(b, told(a, tmp_path / "0.zip", since=2))
    mount(b, told(a, tmp_path / "1.zip"))
    keep(a, record("g"), record("h"))
    with pytest.raises(UnsuitableBundleError, match="part de l'état 7"):
        mount(b, told(a, tmp_path / "2.zip", since=7))


def test_an_expired_bundle_is_refused(a: Library, b: Library, tmp_path: Path, monkeypatch) -> None:
    keep(a, record("a"))
    monkeypatch.setattr(
        "exchange.bundles.creating.stamp", lambda moment: f"2001-01-01T00:00:0{moment.year % 2}Z"
    )
    with pytest.raises(UnsuitableBundleError, match="expiré le 2001-01-01"):
        mount(b, told(a, tmp_path / "lot.zip"))


def test_a_later_format_is_named(a: Library, b: Library, tmp_path: Path, monkeypatch) -> None:
    keep(a, record("a"))
    monkeypatch.setattr("exchange.bundles.creating.FORMAT", "biblio-partage/2")
    with pytest.raises(UnsuitableBundleError, match=r"biblio-partage/2.*biblio-partage/1"):
        mount(b, told(a, tmp_path / "lot.zip"))


def test_another_audience_is_refused(a: Library, b: Library, tmp_path: Path) -> None:
    keep(a, record("a"))
    mount(b, told(a, tmp_path / "1.zip"))
    create_bundle(a, tmp_path / "2.zip", BundleScope(audience="network"))
    with pytest.raises(UnsuitableBundleError, match="autre public"):
        mount(b, tmp_path / "2.zip")


def test_our_own_centre_is_not_mounted(a: Library, tmp_path: Path) -> None:
    keep(a, record("a"))
    with pytest.raises(UnsuitableBundleError, match="propre centre"):
        mount(library_of(tmp_path / "x/a"), told(a, tmp_path / "lot.zip"))


def test_too_large_a_bundle_is_refused_unread(a: Library, tmp_path: Path) -> None:
    keep(a, record("a"))
    with pytest.raises(BundleError, match="limite"):
        verify_bundle(told(a, tmp_path / "lot.zip"), limit_mb=0)


def test_a_line_that_is_no_record_is_named(a: Library, b: Library, tmp_path: Path, monkeypatch) -> None:
    keep(a, record("a"))
    monkeypatch.setattr(Teller, "tell", lambda *_: SharedRecord(id="a", title="a", issued="le 3 mars"))
    with pytest.raises(DamagedBundleError, match=r"records\.jsonl, ligne 1"):
        mount(b, told(a, tmp_path / "lot.zip"))
    assert stores(b) == {}


def test_whatever_a_record_holds_fits_in_a_line(a: Library, b: Library, tmp_path: Path) -> None:
    wild = "\x00\ufffe\u202e]]>é" * 5000
    keep(a, record("a", wild, creators=(wild,) * 600, issued="le 3 mars", language=wild, abstract=wild))
    mount(b, told(a, tmp_path / "lot.zip"))
    assert heard(b)["a"].title.startswith("\u202e]]>é")


def test_a_text_that_says_one_thing_without_end_is_no_bomb(a: Library, b: Library, tmp_path: Path) -> None:
    """A table of noughts: one such document had the whole bundle refused by everybody."""
    text = "0;0;0;0\n" * 200_000
    with open_writer(a) as writer, writer.transaction():
        writer.put(record("a"), (Page(1, text),))
    mount(b, told(a, tmp_path / "lot.zip"))
    assert stores(b)["a"].pages("a")[0].text == text


def test_a_refused_bundle_leaves_nothing(a: Library, b: Library, tmp_path: Path) -> None:
    before = sorted(b.folder.rglob("*"))
    (tmp_path / "lot.zip").write_bytes(b"PK\x05\x06")
    with pytest.raises(BundleError):
        mount(b, tmp_path / "lot.zip")
    assert sorted(b.folder.rglob("*")) == before


def test_a_centre_without_a_proper_name_is_told(tmp_path: Path) -> None:
    library = library_of(tmp_path / "Centre Ville")
    with pytest.raises(ConfigurationError, match=r"\[library\] centre"):
        create_bundle(library, tmp_path / "lot.zip")
