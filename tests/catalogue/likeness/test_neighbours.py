from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from catalogue.library import Library
from catalogue.likeness import Neighbours
from catalogue.likeness.neighbours import shared_marks
from catalogue.likeness.pairs import CROWD
from catalogue.record import Access, Record
from catalogue.rights import PUBLIC_READER
from exchange.received import Sent, Withdrawn, drop, receive
from indexer.follow import follow_received
from indexer.pipeline import Run, index
from search.door import Catalogue
from search.reading import open_catalogue
from tests.catalogue.likeness.texts import words
from tests.exchange.centres import VILLE, sent


@pytest.fixture
def own(library: Library) -> Library:
    (library.corpus / "note.txt").write_text(words(0, 900), encoding="utf-8")
    index(Run(library, workers=1))
    return library


@pytest.fixture
def catalogue(own: Library) -> Iterator[Catalogue]:
    catalogue = open_catalogue(own)
    yield catalogue
    catalogue.close()


def mount(library: Library, *changes: Sent | Withdrawn, whole: bool = True) -> None:
    receive(library, VILLE, changes, whole=whole)
    follow_received(library)


def ours(catalogue: Catalogue) -> Record:
    return next(each.record for each in catalogue.log.entries() if each.record and not each.centre)


def theirs(catalogue: Catalogue) -> list[str]:
    found = catalogue.neighbours([ours(catalogue)], PUBLIC_READER)
    return [each.identifier for others in found.values() for each in others]


def test_what_another_centre_holds_nearly_the_same_is_named_both_ways(catalogue: Catalogue) -> None:
    mount(catalogue.library, sent("a", text=words(0, 950)), sent("b", text=words(5000, 900)))
    assert theirs(catalogue) == ["a@ville"]
    received = catalogue.record("a@ville", PUBLIC_READER)
    assert catalogue.neighbours([received], PUBLIC_READER) == {"a@ville": (ours(catalogue),)}


def test_a_common_first_page_is_not_enough(catalogue: Catalogue) -> None:
    mount(catalogue.library, sent("a", text=words(0, 300) + " " + words(5000, 600)))
    assert theirs(catalogue) == []


def test_an_extract_is_compared_with_as_much_of_ours(catalogue: Catalogue) -> None:
    extract = sent("a", text=words(0, 900)[:2000])
    mount(catalogue.library, extract)
    assert theirs(catalogue) == [], "a short document that says it is whole"
    mount(catalogue.library, replace(extract, record=replace(extract.record, pages=12)))
    assert theirs(catalogue) == ["a@ville"]


def test_the_same_file_is_no_neighbour(catalogue: Catalogue) -> None:
    same = sent("a", text=words(0, 900))
    mount(catalogue.library, replace(same, record=replace(same.record, sha256=ours(catalogue).sha256)))
    assert theirs(catalogue) == []


def test_who_may_not_see_it_is_not_told(catalogue: Catalogue) -> None:
    near = sent("a", text=words(0, 900))
    mount(catalogue.library, replace(near, record=replace(near.record, access=Access.NETWORK)))
    assert Neighbours(catalogue.library).of(["a@ville"])
    assert theirs(catalogue) == []


def test_news_and_withdrawals_are_followed_on_both_sides(catalogue: Catalogue) -> None:
    library = catalogue.library
    mount(library, sent("a", text=words(0, 900)), sent("b", text=words(5000, 900)))
    mount(library, Withdrawn("a"), whole=False)
    assert theirs(catalogue) == []
    (library.corpus / "note.txt").write_text(words(5000, 900), encoding="utf-8")
    index(Run(library, workers=1))
    assert theirs(catalogue) == ["b@ville"]


def test_a_centre_that_is_dropped_leaves_no_file(catalogue: Catalogue) -> None:
    mount(catalogue.library, sent("a", text=words(0, 900)))
    assert list(catalogue.library.index.glob("neighbours*"))
    assert drop(catalogue.library, "ville")
    follow_received(catalogue.library)
    assert list(catalogue.library.index.glob("neighbours*")) == []


def test_a_damaged_file_is_made_again(catalogue: Catalogue) -> None:
    mount(catalogue.library, sent("a", text=words(0, 900)))
    (catalogue.library.index / "neighbours.sqlite").write_bytes(b"not a database" * 100)
    assert theirs(catalogue) == []
    follow_received(catalogue.library)
    assert theirs(catalogue) == ["a@ville"]


def test_marks_of_a_crowd_tell_nothing() -> None:
    marks = np.arange(16, dtype=np.uint64)
    some = {str(number): marks for number in range(CROWD)}
    assert len(shared_marks({"a": marks, "b": marks + np.uint64(14)}, some)) == CROWD
    assert shared_marks({"a": marks}, {**some, "more": marks}) == []
