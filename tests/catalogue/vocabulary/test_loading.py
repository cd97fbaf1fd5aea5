import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.errors import ConfigurationError
from catalogue.vocabulary import load_vocabularies, loading

PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <urn:x-fonds:themes:> .\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    loading._load.cache_clear()
    return tmp_path / "cache" / "fonds"


def _own(folder: Path, text: str) -> Path:
    (folder / "themes.ttl").write_text(PREFIX + text, encoding="utf-8")
    return folder


def test_a_library_adds_concepts_and_takes_the_place_of_one(tmp_path: Path) -> None:
    shipped = load_vocabularies()
    added = _own(tmp_path, ':sante a skos:Concept ; skos:prefLabel "Ma santé"@fr . '
                           ':neige a skos:Concept ; skos:prefLabel "Neige"@fr .')  # fmt: skip
    themes = load_vocabularies(added).themes
    assert (themes.label("sante"), themes.label("neige")) == ("Ma santé", "Neige")
    assert len(themes.concepts) == len(shipped.themes.concepts) + 1


def test_a_library_replaces_a_whole_vocabulary(tmp_path: Path) -> None:
    own = _own(tmp_path, "@prefix dcterms: <http://purl.org/dc/terms/> . "
                         ":mine a skos:ConceptScheme ; dcterms:replaces <urn:x-fonds:themes> . "
                         ':neige a skos:Concept ; skos:prefLabel "Neige"@fr .')  # fmt: skip
    assert list(load_vocabularies(own).themes.concepts) == ["neige"]


def test_what_follows_one_of_our_concepts_is_known_from_both_sides(tmp_path: Path) -> None:
    own = _own(tmp_path, "@prefix dcterms: <http://purl.org/dc/terms/> . "
                         ":neige a skos:Concept ; dcterms:replaces :sport ; "
                         'skos:prefLabel "Neige"@fr .')  # fmt: skip
    themes = load_vocabularies(own).themes
    assert themes.concepts["sport"].successors == ("neige",)
    assert themes.concepts["neige"].predecessors == ("sport",)


def test_any_change_of_a_file_is_seen_and_changes_the_version(tmp_path: Path) -> None:
    before = load_vocabularies(_own(tmp_path, ':a a skos:Concept ; skos:prefLabel "A"@fr .'))
    after = load_vocabularies(_own(tmp_path, ':a a skos:Concept ; skos:prefLabel "B"@fr .'))
    assert after.themes.label("a") == "B"
    assert before.version != after.version


def test_what_the_cache_gives_back_is_what_was_read(cache: Path) -> None:
    read = load_vocabularies()
    assert list(cache.iterdir())
    loading._load.cache_clear()
    kept = load_vocabularies()
    assert kept is not read
    assert [getattr(kept, name).concepts for name in loading.NAMES] == [
        getattr(read, name).concepts for name in loading.NAMES
    ]


def test_a_spoilt_cache_is_read_anew(cache: Path) -> None:
    load_vocabularies()
    for path in cache.iterdir():
        path.write_text('{"concepts": 3')
    loading._load.cache_clear()
    assert "sante" in load_vocabularies().themes.concepts


def test_old_caches_are_forgotten(cache: Path) -> None:
    cache.mkdir(parents=True)
    for number in range(loading.MOST_KEPT):
        (cache / f"vocabulary-{number}.json").touch()
    load_vocabularies()
    assert len(list(cache.iterdir())) == loading.MOST_KEPT


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "sante" in load_vocabularies().themes.concepts


def test_a_user_without_home_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert "sante" in load_vocabularies().themes.concepts


def test_with_the_cache_nothing_imports_rdflib() -> None:
    load_vocabularies()
    code = "import sys, catalogue.vocabulary as v; v.load_vocabularies(); print('rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"themes\.ttl, ligne 2 : Turtle illisible"):
        load_vocabularies(_own(tmp_path, ":a ( .\n"))
