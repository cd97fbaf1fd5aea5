"""Mounting, syncing, unmounting: what a command and a page may both ask for."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from catalogue.centre import Centre, Means
from catalogue.errors import LockedError
from catalogue.library import Library
from catalogue.lock import writing
from exchange.apply_received import DamagedStore
from exchange.bundles.creating import create_bundle
from exchange.bundles.errors import UnsuitableBundleError, UntrustedBundleError
from exchange.bundles.keys import announce_key, change_key
from exchange.bundles.obtaining import _Way
from exchange.bundles.shelf import LIST, publish, read_shelf
from exchange.network import NotMountedError, SyncOutcome, is_silent, mount, sync, unmount
from exchange.received import damaged_stores, receive, stores
from tests.exchange.bundles.conftest import keep, library_of, record
from tests.exchange.centres import VILLE


class Follow:
    """Stands for the indexer: notes what was kept each time, and that nobody else could write meanwhile."""

    def __init__(self) -> None:
        self.seen: list[set[str]] = []

    def __call__(self, library: Library) -> tuple[DamagedStore, ...]:
        with pytest.raises(LockedError), writing(library):
            pass
        self.seen.append({each for name in stores(library) for each in standing(library, name)})
        return tuple(DamagedStore(name, "abîmé") for name in damaged_stores(library))


@pytest.fixture
def a(tmp_path: Path) -> Library:
    return library_of(tmp_path / "a")


@pytest.fixture
def b(tmp_path: Path) -> Library:
    return library_of(tmp_path / "b")


@pytest.fixture
def follow() -> Follow:
    return Follow()


def standing(library: Library, centre: str = "a") -> set[str]:
    return {item.identifier for item in stores(library)[centre].items() if item.record}


def days_ago(days: float) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def age(library: Library, told: float, expires: float, **other: str) -> None:
    """Let what stands of centre `a` be as old as that, in days."""
    centre = stores(library)["a"].centre
    receive(library, replace(centre, told=days_ago(told), expires=days_ago(expires), **other), ())


def yes(_bundle: object) -> bool:
    return True


@pytest.fixture
def shelf(a: Library, b: Library, tmp_path: Path, follow: Follow) -> Path:
    """B follows A's shelf, and has two of its records."""
    keep(a, record("un"), record("deux"))
    publish(a, tmp_path / "shelf")
    mount(b, str(tmp_path / "shelf"), follow=follow, confirm=yes)
    return tmp_path / "shelf"


def test_a_mount_is_kept_and_searchable_within_one_section_of_the_lock(shelf, b, follow) -> None:
    assert follow.seen == [{"un", "deux"}]
    assert stores(b)["a"].centre.source == str(shelf)


def test_nothing_is_kept_of_a_key_that_nobody_confirmed(a, b, follow, tmp_path: Path) -> None:
    keep(a, record("un"))
    create_bundle(a, tmp_path / "lot.zip")
    with pytest.raises(UntrustedBundleError, match="empreinte"):
        mount(b, str(tmp_path / "lot.zip"), follow=follow, confirm=lambda _bundle: False)
    assert (stores(b), follow.seen) == ({}, [])


def test_a_key_is_confirmed_once(shelf, a, b, follow) -> None:
    keep(a, record("trois"))
    publish(a, shelf)

    def asked_again(_bundle: object) -> bool:
        raise AssertionError

    mount(b, str(shelf), follow=follow, confirm=asked_again)
    assert standing(b) == {"un", "deux", "trois"}


def test_a_shelf_published_anew_between_its_list_and_its_bundle_is_read_again(
    shelf, a, tmp_path, follow, monkeypatch
) -> None:
    """Both centres do so at three in the morning."""
    stale, real = [read_shelf((shelf / LIST).read_bytes())], _Way._shelf
    keep(a, *(record(f"{number}") for number in range(30)))
    publish(a, shelf)
    assert not (shelf / stale[0].full.file).exists()
    monkeypatch.setattr(_Way, "_shelf", lambda way, source: stale.pop() if stale else real(way, source))
    c = library_of(tmp_path / "c")
    assert mount(c, str(shelf), follow=follow, confirm=yes).trouble == ""
    assert len(standing(c)) == 32


def test_who_is_harvested_is_not_mounted_as_well(shelf, a, tmp_path, follow) -> None:
    """All that is there would stand double."""
    c = library_of(tmp_path / "c")
    receive(c, Centre("catalogue-a", "A", Means.HARVEST, source="https://a.example/oai"), ())
    with pytest.raises(UnsuitableBundleError, match="fonds unmount catalogue-a"):
        mount(c, str(shelf), follow=follow, confirm=yes)


def test_news_are_taken_before_a_centre_is_judged_silent(shelf, a, b, follow) -> None:
    age(b, told=400, expires=310)
    keep(a, record("trois"))
    publish(a, shelf)
    (news,) = sync(b, follow=follow)
    assert (news.outcome, news.code) == (SyncOutcome.UPDATED, 0)
    assert standing(b) == {"un", "deux", "trois"} == follow.seen[-1]


def test_a_centre_may_be_silent_for_twice_the_time_it_promised(shelf, b, follow) -> None:
    shutil.rmtree(shelf)
    age(b, told=179, expires=89)
    (news,) = sync(b, follow=follow)
    assert (news.outcome, standing(b)) == (SyncOutcome.FAILED, {"un", "deux"})
    assert "le fichier n'est plus là" in news.message
    age(b, told=181, expires=91)
    (news,) = sync(b, follow=follow)
    assert (news.outcome, standing(b)) == (SyncOutcome.SILENT, set())
    assert news.code != 0, "it could not be asked, which is told as well"
    assert follow.seen[-1] == set()


def test_a_silent_centre_keeps_its_key_and_comes_back_by_itself(shelf, a, b, follow) -> None:
    key = stores(b)["a"].centre.key
    shutil.rmtree(shelf)
    age(b, told=400, expires=310)
    (news,) = sync(b, follow=follow)
    assert (news.outcome, "sa clé reste" in news.message) == (SyncOutcome.SILENT, True)
    assert stores(b)["a"].centre.key == key
    assert sync(b, follow=follow)[0].outcome is SyncOutcome.SILENT
    keep(a, record("trois"))
    publish(a, shelf)
    assert sync(b, follow=follow)[0].outcome is SyncOutcome.UPDATED
    assert standing(b) == {"un", "deux", "trois"}


def test_a_silent_centre_does_not_come_back_with_another_key(shelf, a, b, follow) -> None:
    age(b, told=400, expires=310, next_key="")
    sync(b, follow=follow)
    announce_key(a)
    change_key(a)
    keep(a, record("trois"))
    publish(a, shelf)
    (news,) = sync(b, follow=follow)
    assert (news.outcome, "autre clé" in news.message, standing(b)) == (SyncOutcome.SILENT, True, set())


def test_without_an_address_only_time_tells(a, b, follow, tmp_path: Path) -> None:
    keep(a, record("un"))
    (tmp_path / "alone").mkdir()
    create_bundle(a, tmp_path / "alone/lot.zip")
    mount(b, str(tmp_path / "alone/lot.zip"), follow=follow, confirm=yes)
    assert sync(b, follow=follow)[0].outcome is SyncOutcome.UNKNOWN
    age(b, told=400, expires=310)
    assert (sync(b, follow=follow)[0].outcome, standing(b)) == (SyncOutcome.SILENT, set())


def test_what_a_centre_never_promised_does_not_expire() -> None:
    assert not is_silent(replace(VILLE, told=days_ago(4000), expires=""), datetime.now(UTC))


def test_a_shelf_with_the_bundle_of_a_stranger_is_refused(shelf, b, follow, tmp_path: Path) -> None:
    """Else whoever holds the address could have any key believed, at night, by nobody."""
    stranger = library_of(tmp_path / "inconnu")
    keep(stranger, *(record(f"{number}") for number in range(9)))
    shutil.rmtree(shelf)
    publish(stranger, shelf)
    (news,) = sync(b, follow=follow)
    assert (news.outcome, "un autre centre" in news.message) == (SyncOutcome.FAILED, True)
    assert list(stores(b)) == ["a"]


def test_one_centre_in_trouble_does_not_keep_the_others_from_their_news(shelf, b, follow, tmp_path) -> None:
    other = library_of(tmp_path / "z")
    keep(other, record("autre"))
    publish(other, tmp_path / "z-shelf")
    mount(b, str(tmp_path / "z-shelf"), follow=follow, confirm=yes)
    keep(other, record("encore"))
    publish(other, tmp_path / "z-shelf")
    (shelf / "index.json").write_text(json.dumps({"format": "?"}), encoding="utf-8")
    told = {each.centre: each.outcome for each in sync(b, follow=follow)}
    assert told == {"a": SyncOutcome.FAILED, "z": SyncOutcome.UPDATED}
    assert standing(b, "z") == {"autre", "encore"}


def test_a_centre_that_is_not_mounted_is_named_before_any_is_asked(shelf, b, follow) -> None:
    shutil.rmtree(shelf)
    with pytest.raises(NotMountedError, match="ailleurs"):
        sync(b, ("a", "ailleurs"), follow=follow)
    with pytest.raises(NotMountedError, match="Centres montés : a"):
        unmount(b, "ailleurs", follow=follow)


def test_what_cannot_be_read_of_a_centre_is_told_and_keeps_nobody_waiting(shelf, a, b, follow) -> None:
    receive(b, VILLE, ())
    (b.state / "mounts/ville/received.sqlite").write_bytes(b"garbage" * 2000)
    keep(a, record("trois"))
    publish(a, shelf)
    told = {each.centre: (each.outcome, each.code) for each in sync(b, follow=follow)}
    assert told == {"a": (SyncOutcome.UPDATED, 0), "ville": (SyncOutcome.FAILED, 1)}
    assert [each.centre for each in sync(b, ("ville",), follow=follow)] == ["ville"]


def test_only_unmounting_forgets_a_key(shelf, b, follow) -> None:
    unmount(b, "a", follow=follow)
    assert (stores(b), follow.seen[-1]) == ({}, set())


def test_the_first_mount_of_a_shelf_takes_its_news_too(a, b, follow, tmp_path: Path) -> None:
    keep(a, *(record(f"{n}", f"{n} " + "long " * 9000) for n in range(20)), record("retire"))
    publish(a, tmp_path / "shelf")
    keep(a, record("nouveau"))
    publish(a, tmp_path / "shelf")
    mounted = mount(b, str(tmp_path / "shelf"), follow=follow, confirm=yes)
    assert "nouveau" in standing(b)
    assert mounted.centre.position == stores(b)["a"].centre.position == "22"
    assert mounted.trouble == ""
