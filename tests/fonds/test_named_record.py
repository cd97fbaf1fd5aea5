"""A record is named as people write one down."""

from pathlib import Path

import click
import pytest

from catalogue.library import Library
from catalogue.log import open_writer
from catalogue.record import Record
from catalogue.short_code import short_code
from fonds.commands.named_record import identifier_of

RECORDS = (
    Record("3f2a11", "Bilan", file="bilan.md"), Record("3f2a22", "Suite"), Record("9c00aa", "Fin"),
    Record("art", "Art"), Record("art.", "Article"),
)  # fmt: skip


@pytest.fixture
def known(library: Library) -> Library:
    with open_writer(library) as writer, writer.transaction():
        for record in RECORDS:
            writer.put(record, ())
    return library


@pytest.mark.parametrize(
    "typed",
    [
        "3f2a11", "3f2a1", " 3f2a1… ", "bilan.md", short_code("3f2a11"), "/notice/3f2a11",
        "https://fonds.exemple.fr/biblio/notice/3f2a11/page/4?q=x", f"/d/{short_code('3f2a11').upper()}",
    ],
)  # fmt: skip
def test_each_way_of_naming_one_is_understood(known: Library, typed: str) -> None:
    assert identifier_of(known, typed) == "3f2a11"


def test_a_file_is_named_from_where_one_stands(known: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(known.corpus)
    for typed in (str(Path("bilan.md").absolute()), "../corpus/bilan.md"):
        assert identifier_of(known, typed) == "3f2a11"
    assert identifier_of(Library(Path(".."), known.settings), str(Path("bilan.md").absolute())) == "3f2a11"


def test_a_beginning_that_several_have_names_them(known: Library) -> None:
    with pytest.raises(click.UsageError, match="2 notices commencent par") as refused:
        identifier_of(known, "3f2a")
    assert "Bilan" in str(refused.value) and "3f2a22" in str(refused.value)


@pytest.mark.parametrize("typed", ["zzz", "3f2", "", "/notice/"])
def test_what_names_nothing_is_left_as_typed(known: Library, typed: str) -> None:
    assert identifier_of(known, typed) == typed


def test_a_beginning_is_no_name_where_it_must_be_whole(known: Library) -> None:
    """« fonds erase pmb-12 --yes », that record being gone, would have erased pmb-120."""
    with pytest.raises(click.UsageError, match=r"que le début d'un identifiant.* 3f2a11"):
        identifier_of(known, "3f2a1", whole=True)
    for typed in ("3f2a11", "bilan.md", short_code("3f2a11"), "/notice/3f2a11"):
        assert identifier_of(known, typed, whole=True) == "3f2a11"


@pytest.mark.parametrize("typed", ["/notice/3f2a1", "/home/lea/d/3f2a1/autre.md"])
def test_an_address_is_taken_whole(known: Library, typed: str) -> None:
    assert identifier_of(known, typed) == typed


def test_dots_are_part_of_an_identifier_that_has_them_and_else_say_that_it_goes_on(known: Library) -> None:
    assert [identifier_of(known, typed) for typed in ("art.", "art", "art…")] == ["art.", "art", "art"]
    assert identifier_of(known, "3f2a11…", whole=True) == "3f2a11…"
