"""What other centres sent is searchable beside our own, and the indexer leaves it alone."""

import shutil
from dataclasses import replace

import pytest

from catalogue.errors import WithdrawnRecordError
from catalogue.library import Library
from catalogue.log import Log
from catalogue.record import Access
from catalogue.rights import PUBLIC_READER
from exchange.received import Sent, Withdrawn, drop, receive
from indexer.follow import follow_received
from indexer.pipeline import Run, index
from search.reading import open_catalogue
from search.search import Search
from tests.exchange.centres import VILLE, sent


@pytest.fixture
def own(library: Library) -> Library:
    (library.corpus / "note.md").write_text("# Note\n\nNotre rénovation.\n", encoding="utf-8")
    index(Run(library, workers=1))
    return library


def found(library: Library, words: str = "rénovation") -> list[str]:
    catalogue = open_catalogue(library)
    try:
        query = catalogue.query(Search(words), PUBLIC_READER)
        return sorted(hit.record.title for hit in catalogue.search(query).hits)
    finally:
        catalogue.close()


def mount(library: Library, *changes, whole: bool = True) -> None:
    receive(library, VILLE, changes, whole=whole)
    follow_received(library)


def test_one_ranking_and_a_facet(own: Library) -> None:
    mount(own, sent("a"))
    catalogue = open_catalogue(own)
    results = catalogue.search(catalogue.query(Search("rénovation"), PUBLIC_READER))
    assert {hit.record.identifier for hit in results.hits} > {"a@ville"}
    assert {each.value: each.count for each in results.facets["centre"]} == {"fonds": 1, "ville": 1}
    assert catalogue.label("centre", "ville") == "Centre Ville"
    assert catalogue.record("a@ville", PUBLIC_READER).origin == "https://ville.example/notice/a"
    catalogue.close()


def test_the_log_is_made_again_from_what_was_received(own: Library) -> None:
    mount(own, sent("a"), Withdrawn("b"))
    shutil.rmtree(own.index)
    assert index(Run(own, workers=1)).documents == 1
    assert found(own) == ["Bilan", "Note"]
    with pytest.raises(WithdrawnRecordError):
        open_catalogue(own).record("b@ville", PUBLIC_READER)


def test_the_same_identifier_at_two_centres_is_two_records(own: Library) -> None:
    ours = next(each.identifier for each in Log(own.log_path).entries())
    mount(own, sent(ours, title="La leur"))
    assert found(own) == ["La leur", "Note"]


def test_an_emptied_corpus_leaves_others_alone(own: Library) -> None:
    mount(own, sent("a"))
    (own.corpus / "note.md").unlink()
    index(Run(own, workers=1, rebuild=True))
    assert found(own) == ["Bilan"]


def test_later_news_change_what_they_name(own: Library) -> None:
    mount(own, sent("a"), sent("b", "Autre"))
    mount(own, sent("a", "Corrigé"), Withdrawn("b"), whole=False)
    assert found(own) == ["Corrigé", "Note"]


def test_what_was_received_but_not_followed_is_followed_next_time(own: Library) -> None:
    receive(own, VILLE, [sent("a")])
    assert found(own) == ["Note"]
    index(Run(own, workers=1))
    assert found(own) == ["Bilan", "Note"]


def test_a_dropped_centre_leaves_no_row(own: Library) -> None:
    mount(own, sent("a"))
    assert drop(own, "ville")
    follow_received(own)
    log = Log(own.log_path)
    assert (found(own), log.centres(), log.entry("a@ville")) == (["Note"], (), None)
    index(Run(own, workers=1))
    assert found(own) == ["Note"]


def test_another_store_of_the_same_centre_replaces_the_first(own: Library) -> None:
    mount(own, sent("a"), sent("b", "Autre"))
    assert drop(own, "ville")
    mount(own, sent("a"))
    assert found(own) == ["Bilan", "Note"]


def test_a_right_leaves_no_word_in_any_file(own: Library) -> None:
    mount(own, sent("a", "Madame Zyx", "Zyxwvut habite ici."), sent("b", "Autre"))
    assert any(b"zyxwvut" in each.read_bytes() for each in own.folder.rglob("*") if each.is_file())
    mount(own, Withdrawn("a", "droit"), whole=False)
    for path in own.folder.rglob("*"):
        if path.is_file():
            assert b"zyx" not in path.read_bytes().lower(), path


def same_as_ours(library: Library, **fields):
    """What another centre sends of the document that our corpus holds."""
    (ours,) = (each.record for each in Log(library.log_path).entries() if not each.centre)
    told = sent("x", "Leur notice")
    return Sent(replace(told.record, sha256=ours.sha256, **fields), told.pages), ours


def test_the_same_file_is_one_card_that_names_the_others(own: Library) -> None:
    theirs, ours = same_as_ours(own)
    mount(own, theirs, sent("a"))
    catalogue = open_catalogue(own)
    results = catalogue.search(catalogue.query(Search("rénovation"), PUBLIC_READER))
    assert {hit.record.title: hit.record.copies for hit in results.hits} == {
        "Note": ("x@ville",),
        "Bilan": (),
    }
    assert results.total == 2
    assert {each.value: each.count for each in results.facets["centre"]} == {"fonds": 1, "ville": 2}
    assert catalogue.record("x@ville", PUBLIC_READER).title == "Leur notice"
    assert catalogue.record(ours.identifier, PUBLIC_READER).copies == ("x@ville",)
    catalogue.close()


def test_theirs_is_shown_once_ours_has_gone(own: Library) -> None:
    mount(own, same_as_ours(own)[0])
    assert found(own) == ["Note"]
    (own.corpus / "note.md").unlink()
    index(Run(own, workers=1))
    assert found(own) == ["Leur notice"]


def test_ours_is_shown_alone_once_theirs_has_gone(own: Library) -> None:
    theirs, ours = same_as_ours(own)
    mount(own, theirs)
    mount(own, Withdrawn("x"), whole=False)
    assert open_catalogue(own).record(ours.identifier, PUBLIC_READER).copies == ()
    mount(own, theirs)
    assert drop(own, "ville")
    follow_received(own)
    assert open_catalogue(own).record(ours.identifier, PUBLIC_READER).copies == ()


def test_a_record_that_fewer_may_see_is_shown_for_none(own: Library) -> None:
    theirs, ours = same_as_ours(own, access=Access.NETWORK)
    mount(own, theirs)
    assert open_catalogue(own).record(ours.identifier, PUBLIC_READER).copies == ()
    (own.corpus / "note.md.toml").write_text('access = "internal"\n', encoding="utf-8")
    index(Run(own, workers=1))
    mount(own, same_as_ours(own)[0])
    assert found(own) == ["Leur notice"]


def test_nothing_is_numbered_again_while_copies_stay(own: Library) -> None:
    mount(own, same_as_ours(own)[0])
    position = Log(own.log_path).position()
    assert index(Run(own, workers=1)).unchanged == 1
    assert Log(own.log_path).position() == position
