import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from catalogue.library import Library, open_library
from catalogue.log import Log
from catalogue.record import Access
from exchange.bundles.creating import create_bundle
from exchange.bundles.errors import DamagedBundleError
from exchange.bundles.keys import announce_key, change_key
from exchange.bundles.mounting import verify_bundle
from exchange.bundles.shelf import (
    LIST,
    Offer,
    Shelf,
    choose,
    is_stranger,
    publish,
    published,
    read_shelf,
    recall,
)
from tests.exchange.bundles.conftest import keep, record

LONG = "long texte " * 2000


def offer(kind: str, base: int, seq: int, expires: str = "2027") -> Offer:
    return Offer(
        file=f"a-{seq}.zip", kind=kind, seq=seq, base_seq=base, bytes=1, created="2026", expires=expires
    )


OFFERS = (offer("full", 0, 10), offer("delta", 10, 12), offer("delta", 12, 20))


@pytest.mark.parametrize(
    ("position", "expires", "chosen"),
    [
        (20, "2027", None),
        (12, "2027", OFFERS[2]),
        (15, "2027", OFFERS[2]),
        (10, "2027", OFFERS[1]),
        (3, "2027", OFFERS[0]),
        (30, "2027", None),
    ],
)
def test_the_way_to_the_newest_is_found(position: int, expires: str, chosen: Offer | None) -> None:
    centre = {"id": "a", "name": "A"}
    shelf = read_shelf(msgspec.json.encode({"centre": centre, "bundles": OFFERS}))
    assert choose(shelf, position, expires) == chosen


def test_a_longer_time_is_news(a: Library) -> None:
    offers = (offer("full", 0, 10, "2028"), offer("delta", 10, 10, "2028"))
    shelf = Shelf(centre={"id": "a"}, bundles=offers)
    assert choose(shelf, 10, "2027") == offers[1]
    assert choose(shelf, 10, "2028") is None


def kinds(library: Library) -> list[tuple[str, int, int]]:
    folder = library.folder / "partage"
    shelf = publish(library, folder)
    assert read_shelf((folder / LIST).read_bytes()) == shelf
    assert {path.name for path in folder.iterdir()} == {LIST, *(each.file for each in shelf.bundles)}
    return [(each.kind, each.base_seq, each.seq) for each in shelf.bundles]


def test_a_full_one_then_what_has_changed(a: Library) -> None:
    keep(a, *(record(f"{n}", f"{n} {LONG}") for n in range(20)))
    assert kinds(a) == [("full", 0, 20)]
    assert kinds(a) == [("full", 0, 20)]
    keep(a, record("x"))
    assert kinds(a) == [("full", 0, 20), ("delta", 20, 21)]


def test_all_anew_when_the_deltas_weigh(a: Library) -> None:
    keep(a, record("a"))
    kinds(a)
    keep(a, *(record(f"{n}") for n in range(30)))
    assert kinds(a) == [("full", 0, 31), ("delta", 1, 31)]


def test_what_is_withdrawn_by_right_stands_in_no_bundle(a: Library) -> None:
    keep(a, *(record(f"{n}", f"{n} {LONG}") for n in range(20)))
    kinds(a)
    keep(a, record("x"))
    kinds(a)
    keep(a, "x", reason="droit")
    position = Log(a.log_path).position()
    assert kinds(a) == [("full", 0, position), ("delta", 21, position)]


def test_another_centres_folder_is_left_alone(a: Library, b: Library) -> None:
    keep(a, record("a"))
    kinds(a)
    keep(b, record("b"))
    with pytest.raises(DamagedBundleError, match="autre centre"):
        publish(b, a.folder / "partage")


def test_a_bundle_of_ones_own_on_the_stick_is_left_alone(a: Library) -> None:
    keep(a, record("a"))
    folder = a.folder / "partage"
    folder.mkdir()
    for name in ("mien.zip", f"{a.settings.library.centre}-photos.zip"):
        create_bundle(a, folder / name)
    publish(a, folder)
    assert len(list(folder.glob("*.zip"))) == 3


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"centre":' + b"[" * 9999, b"\xff"])
def test_a_list_that_is_none_is_said(content: bytes) -> None:
    with pytest.raises(DamagedBundleError):
        read_shelf(content)


def in_any_bundle(library: Library, word: str) -> bool:
    found = []
    for path in published(library).glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            found += [word.encode() in archive.read(name) for name in archive.namelist()]
    return any(found)


@pytest.mark.parametrize("narrowed", [Access.INTERNAL, Access.NETWORK, None])
def test_what_is_narrowed_or_withdrawn_leaves_the_shelf_at_once(a: Library, narrowed: Access | None) -> None:
    keep(a, *(record(f"{n}", f"{n} {LONG}") for n in range(20)))
    publish(a, published(a))
    keep(a, record("21", "ornithorynque"))
    publish(a, published(a))
    assert in_any_bundle(a, "ornithorynque")
    keep(a, record("21", "ornithorynque", access=narrowed) if narrowed else "21")
    recall(a)
    assert not in_any_bundle(a, "ornithorynque")
    shelf = read_shelf((published(a) / LIST).read_bytes())
    assert {path.name for path in published(a).glob("*.zip")} == {each.file for each in shelf.bundles}
    assert shelf.newest == 22


def test_a_text_no_longer_shared_leaves_the_shelf(a: Library) -> None:
    keep(a, record("1"))
    publish(a, published(a))
    assert in_any_bundle(a, "la rénovation")
    keep(a, record("1", sharing="none"))
    recall(a)
    assert not in_any_bundle(a, "la rénovation")


def test_what_nobody_narrowed_stays_as_it_is(a: Library) -> None:
    keep(a, record("1"))
    before = publish(a, published(a))
    recall(a)
    assert read_shelf((published(a) / LIST).read_bytes()) == before


def said(library: Library) -> Shelf:
    """What the site's shelf offers after another publication."""
    return publish(library, published(library))


def test_an_announced_key_and_a_new_address_are_told_though_no_record_has_changed(a: Library) -> None:
    keep(a, record("1"))
    position = said(a).newest
    announce_key(a)
    deltas = [each for each in said(a).bundles if each.kind == "delta"]
    assert [(each.base_seq, each.seq) for each in deltas] == [(position, position)]
    next_key = verify_bundle(published(a) / deltas[0].file).manifest.next_key
    assert next_key == said(a).next_key != ""
    assert len(said(a).bundles) == 2, "it is told once"
    with (a.folder / "fonds.toml").open("a", encoding="utf-8") as file:
        file.write('[sharing]\nlicence = "Autre licence"\n')
    newest = said(open_library(a.folder)).bundles[-1].file
    assert verify_bundle(published(a) / newest).manifest.licence.metadata == "Autre licence"


def test_nothing_signed_by_another_key_stays_on_a_shelf(a: Library) -> None:
    """A key that was lost came back from a backup: what was signed meanwhile would be refused for ever."""
    keep(a, *(record(f"{n}", f"{n} {LONG}") for n in range(20)))
    before = said(a)
    lost = (a.state / "keys/sharing.pem").rename(a.folder / "kept.pem")
    keep(a, record("x"))
    meanwhile = said(a)
    assert is_stranger(before, meanwhile)
    lost.rename(a.state / "keys/sharing.pem")
    after = said(a)
    keys = {verify_bundle(published(a) / each.file).manifest.key for each in after.bundles}
    assert keys == {before.key} == {after.key}
    assert [(each.kind, each.base_seq) for each in after.bundles] == [("full", 0), ("delta", 21)]


def test_a_lost_key_is_replaced_on_the_shelf_by_no_indexing_but_by_who_is_told_of_it(a: Library) -> None:
    keep(a, record("1"), record("2"))
    before = said(a)
    (a.state / "keys/sharing.pem").unlink()
    keep(a, "2")
    recall(a)
    recalled = read_shelf((published(a) / LIST).read_bytes())
    assert (recalled.key, recalled.bundles) == (before.key, ())
    assert not list(published(a).glob("*.zip"))
    assert is_stranger(recalled, said(a))


def test_a_key_that_was_announced_is_no_stranger(a: Library) -> None:
    keep(a, record("1"))
    announce_key(a)
    before = said(a)
    change_key(a)
    assert (is_stranger(before, said(a)), said(a).key) == (False, before.next_key)


def test_a_centre_may_be_renamed_and_its_own_shelf_begins_anew(a: Library) -> None:
    keep(a, record("1"))
    before = said(a)
    settings = (a.folder / "fonds.toml").read_text(encoding="utf-8").replace('"a"', '"a-neuf"')
    (a.folder / "fonds.toml").write_text(settings, encoding="utf-8")
    renamed = open_library(a.folder)
    with pytest.raises(DamagedBundleError, match="autre centre"):
        publish(renamed, copy_of(published(a)))
    after = said(renamed)
    assert (after.centre.id, is_stranger(before, after)) == ("a-neuf", True)
    assert [path.name for path in published(a).glob("*.zip")] == [each.file for each in after.bundles]


def copy_of(folder: Path) -> Path:
    return Path(shutil.copytree(folder, folder.with_name("stick")))
