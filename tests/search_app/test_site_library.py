"""A site that is open follows what happens to its library; nothing is restarted."""

import shutil

import pytest

from catalogue.errors import ConfigurationError
from catalogue.library import Library, create_library
from indexer.pipeline import Run, index
from search_app.application import create_app

THEME = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <urn:x-fonds:themes:> .
:jardins a skos:Concept ; skos:prefLabel "Jardins partagés"@fr, "Gardens"@en .
"""


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr("search_app.site_library.PATIENCE_S", 0)


@pytest.fixture
def library(tmp_path):
    return create_library(tmp_path / "fonds")


@pytest.fixture
def client(library: Library):
    for number in (1, 2, 3):
        write(library, f"a{number}.md", f"vieux{number}")
    index(Run(library, workers=1))
    return create_app(library).test_client()


def write(library, name, word):
    (library.corpus / name).write_text(f"# Note {word}\n\nTexte commun {word}.\n", encoding="utf-8")


def total(client, words):
    answer = client.get(f"/recherche.json?q={words}")
    assert answer.status_code == 200
    return answer.json["total"]


def test_an_index_deleted_and_made_again_is_read_although_its_numbers_begin_again(library, client):
    assert total(client, "commun") == 3
    seen = client.get("/recherche?q=vieux1").headers["ETag"]
    shutil.rmtree(library.index)
    (library.corpus / "a1.md").unlink()
    write(library, "n.md", "nouveau")
    index(Run(library, workers=1))
    assert (total(client, "nouveau"), total(client, "vieux1"), total(client, "commun")) == (1, 0, 3)
    again = client.get("/recherche?q=vieux1", headers={"If-None-Match": seen})
    assert again.status_code == 200


def test_a_vocabulary_imported_while_the_site_is_open_is_used_once_the_index_follows(library, client):
    assert total(client, "commun") == 3
    library.vocabularies.mkdir()
    (library.vocabularies / "themes.ttl").write_text(THEME, encoding="utf-8")
    assert total(client, "commun") == 3  # as before, until the index follows
    index(Run(library, workers=1))
    assert total(client, "commun") == 3
    assert client.get("/").status_code == 200
    assert client.get("/recherche?q=commun&theme=jardins").status_code == 200


def test_a_site_begun_before_the_index_follows_new_vocabularies_answers_and_goes_on(library, client):
    library.vocabularies.mkdir()
    (library.vocabularies / "themes.ttl").write_text(THEME, encoding="utf-8")
    (library.corpus / "a1.md").unlink()
    begun = create_app(library).test_client()
    assert total(begun, "commun") == 3
    assert begun.get("/").status_code == 200 and begun.get("/healthz").status_code == 200
    index(Run(library, workers=1))
    assert total(begun, "commun") == 2
    (library.vocabularies / "themes.ttl").write_text(THEME.replace("jardins", "potagers"), encoding="utf-8")
    assert total(begun, "commun") == 2
    index(Run(library, workers=1))
    assert total(begun, "commun") == 2


def test_a_vocabulary_that_cannot_be_read_changes_nothing(library, client):
    assert total(client, "commun") == 3
    library.vocabularies.mkdir()
    (library.vocabularies / "themes.ttl").write_text("ceci n'est pas du Turtle", encoding="utf-8")
    assert total(client, "commun") == 3


def test_a_site_begun_beside_a_half_written_vocabulary_answers_with_the_one_before(library, client):
    library.vocabularies.mkdir()
    own = library.vocabularies / "themes.ttl"
    own.write_text(THEME, encoding="utf-8")
    (library.corpus / "a1.md.toml").write_text('themes = ["jardins"]\n', encoding="utf-8")
    index(Run(library, workers=1))
    own.write_text(THEME[: len(THEME) // 2], encoding="utf-8")
    begun = create_app(library).test_client()
    assert "Jardins partagés" in begun.get("/recherche?q=vieux1").text
    with pytest.raises(ConfigurationError, match=r"themes\.ttl"):
        index(Run(library, workers=1))
    assert total(begun, "commun") == 3
    own.unlink()
    (library.corpus / "a1.md.toml").unlink()
    index(Run(library, workers=1))
    own.write_text(THEME[: len(THEME) // 2], encoding="utf-8")
    assert "Jardins partagés" not in create_app(library).test_client().get("/recherche?q=vieux1").text


def test_no_request_waits_for_the_next_try_once_what_was_open_cannot_answer(library, client, monkeypatch):
    monkeypatch.setattr("search_app.site_library.PATIENCE_S", 3600)
    assert total(client, "commun") == 3
    library.vocabularies.mkdir()
    (library.vocabularies / "themes.ttl").write_text(THEME, encoding="utf-8")
    assert total(client, "commun") == 3  # the first try: the index does not follow yet
    index(Run(library, workers=1))
    assert total(client, "commun") == 3
