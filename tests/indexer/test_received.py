"""What other centres sent is searchable beside our own, and the indexer leaves it alone."""

import shutil

import pytest

from catalogue.errors import WithdrawnRecordError
from catalogue.exchange.received import Withdrawn, drop, receive
from catalogue.library import Library
from catalogue.log import Log
from catalogue.reading import open_catalogue
from catalogue.rights import PUBLIC_READER
from indexer.pipeline import Run, index
from indexer.received import follow_received
from tests.catalogue.exchange.centres import VILLE, sent


@pytest.fixture
def own(library: Library) -> Library:
    (library.corpus / "note.md").write_text("# Note\n\nNotre rénovation.\n", encoding="utf-8")
    index(Run(library, workers=1))
    return library


def found(library: Library, words: str = "rénovation") -> list[str]:
    catalogue = open_catalogue(library)
    try:
        return sorted(hit.record.title for hit in catalogue.search(catalogue.query(words)).hits)
    finally:
        catalogue.close()


def mount(library: Library, *changes, whole: bool = True) -> None:
    receive(library, VILLE, changes, whole=whole)
    follow_received(library)


def test_one_ranking_and_a_facet(own: Library) -> None:
    mount(own, sent("a"))
    catalogue = open_catalogue(own)
    results = catalogue.search(catalogue.query("rénovation"))
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


def test_the_same_file_at_two_centres_is_two_records(own: Library) -> None:
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
