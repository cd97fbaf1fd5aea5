"""A damaged store costs its centre its news, and nobody else anything."""

import random
from contextlib import closing

import pytest

from catalogue.centre import Centre, Means
from catalogue.library import Library
from catalogue.log import Log, open_writer
from catalogue.record import Page, Record
from exchange.apply_received import DamagedStore, apply_received
from exchange.received import Sent, receive, stores

VILLE, BOURG = (Centre(name, name.title(), means=Means.BUNDLE) for name in ("ville", "bourg"))


def follow(library: Library) -> tuple[DamagedStore, ...]:
    with open_writer(library) as writer:
        return apply_received(library, writer)


@pytest.mark.parametrize("content", [b"", b"garbage" * 2000])
def test_the_records_of_a_damaged_store_stay_as_they_stood(library: Library, content: bytes) -> None:
    receive(library, VILLE, [Sent(Record("a", "A"), ())])
    assert follow(library) == ()
    (library.state / Means.BUNDLE / "ville" / "received.sqlite").write_bytes(content)
    receive(library, BOURG, [Sent(Record("b", "B"), ())])
    (damaged,) = follow(library)
    assert damaged.centre == "ville" and "fonds unmount ville" in damaged.message
    with closing(Log(library.log_path)) as log:
        assert (log.count("ville"), log.count("bourg")) == (1, 1)


def test_damage_inside_costs_its_centre_alone_where_the_log_is_made_again(library: Library) -> None:
    texts = (Page(1, random.Random(2007).randbytes(2000).hex()),)
    receive(library, VILLE, [Sent(Record(f"a{number}", "A"), texts) for number in range(50)])
    receive(library, BOURG, [Sent(Record("b", "B"), ())])
    path = library.state / Means.BUNDLE / "ville" / "received.sqlite"
    with path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * (path.stat().st_size - 6 * 4096))
    assert "ville" in stores(library), "nothing is seen at first sight"
    (damaged,) = follow(library)
    assert damaged.centre == "ville" and "fonds unmount ville" in damaged.message
    with closing(Log(library.log_path)) as log:
        assert (log.count("ville"), log.count("bourg")) == (0, 1)


def test_a_store_that_never_told_anything_is_no_trouble(library: Library) -> None:
    (library.state / Means.BUNDLE / "ville").mkdir(parents=True)
    assert follow(library) == ()
