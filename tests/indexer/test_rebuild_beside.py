"""While an index is made again, what stood there answers: whole at every moment, killed or not."""

import pytest

import indexer.follow
from catalogue.library import Library
from catalogue.vocabulary.importing import import_vocabulary
from indexer.pipeline import Run, index
from tests.indexer import histories

DOCUMENTS = 8


@pytest.fixture
def filled(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr("indexer.readers.Pool", histories.PoolHere)
    for number in range(DOCUMENTS):
        histories.write(library, f"{number}.md", f"# Quartier {number}\n\nLa rénovation du {number}.\n")
    histories.run(library)
    return library


def standing(library: Library) -> int:
    return len(histories.found(library, "rénovation"))


def rebuilt(library: Library, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents a search finds after each one that is read, and while the engine is fed."""
    seen: list[int] = []
    feed = indexer.follow.feed_afresh

    def fed(address, facets, changes, position):  # type: ignore[no-untyped-def]
        def looked():  # type: ignore[no-untyped-def]
            for each in changes:
                seen.append(standing(library))
                yield each

        feed(address, facets, looked(), position)

    monkeypatch.setattr(indexer.follow, "feed_afresh", fed)
    index(Run(library, workers=1, rebuild=True, on_progress=lambda _: seen.append(standing(library))))
    return [*seen, standing(library)]


def test_a_search_finds_all_at_every_moment_of_a_rebuild(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = rebuilt(filled, monkeypatch)
    assert set(seen) == {DOCUMENTS} and len(seen) > 2 * DOCUMENTS


def test_so_it_does_where_vocabularies_have_changed(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    themes = "identifier;prefLabel_fr;prefLabel_en;broader\njardins;Jardins;Gardens;cadre-de-vie\n"
    import_vocabulary(filled, themes.encode(), file="themes.csv", name="themes")
    assert set(rebuilt(filled, monkeypatch)) == {DOCUMENTS}


@pytest.mark.parametrize("after", [0, DOCUMENTS // 2, DOCUMENTS])
def test_killed_meanwhile_all_is_found_before_the_next_run_and_after(filled: Library, after: int) -> None:
    with pytest.raises(histories.DeathError):
        dies(filled, after)
    assert standing(filled) == DOCUMENTS
    histories.run(filled)
    assert standing(filled) == DOCUMENTS


def dies(library: Library, after: int) -> None:
    def notice(state: object) -> None:
        if state.done >= after:  # type: ignore[attr-defined]
            raise histories.DeathError

    index(Run(library, workers=1, rebuild=True, on_progress=notice))
