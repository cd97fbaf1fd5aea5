"""From Whoosh to OpenSearch and back: the site answers throughout, and says and exports the same."""

import threading
from urllib.parse import quote

import pytest
from werkzeug.test import Client

from catalogue.errors import ConfigurationError
from catalogue.library import open_library
from indexer.engine_moves import forget, migrate, refeed, status
from indexer.pipeline import Run, index
from search_app.serving.site import Site

SEARCH = f"/recherche?q={quote('rénovation')}"
EXPORTS = (f"/recherche.ris?q={quote('rénovation')}", f"/recherche.csv?q={quote('quartier')}")


@pytest.fixture
def filled(library):
    for number in range(12):
        text = (
            f"# Rénovation {number}\n\nLa rénovation du quartier numéro {number}, "
            + "et du quartier. " * number
        )
        (library.corpus / f"note-{number}.md").write_text(text, encoding="utf-8")
    index(Run(library, workers=1))
    return library


class _Visitor(threading.Thread):
    """Searches again and again until told to stop."""

    def __init__(self, site):
        super().__init__(daemon=True)
        self._client, self._done = Client(site), threading.Event()
        self.answers = []

    def run(self):
        while not self._done.is_set():
            answer = self._client.get(SEARCH, buffered=True)
            self.answers.append((answer.status_code, b"</mark>" in answer.data))

    def stop(self):
        self._done.set()
        self.join()
        return set(self.answers)


def _exported(library):
    client = Client(Site(open_library(library.folder)))
    answers = [client.get(address, buffered=True) for address in (SEARCH, *EXPORTS)]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.data for answer in answers[1:]]


def test_there_and_back_the_site_answering_throughout(filled, node):
    there = f"opensearch+{node.address('moved')}"
    before = _exported(filled)
    visitor = _Visitor(Site(filled))
    visitor.start()
    assert migrate(filled, there) == 12
    moved = open_library(filled.folder)
    assert (moved.engine_address, status(moved).engine.records, status(moved).behind) == (there, 12, 0)
    assert _exported(moved) == before
    (filled.corpus / "note-12.md").write_text("# Rénovation 12\n\nUn quartier de plus.\n", encoding="utf-8")
    assert index(Run(moved, workers=1)).added == 1
    with_more = _exported(moved)
    assert refeed(moved) == 13
    assert migrate(moved, "whoosh") == 13
    back = open_library(filled.folder)
    assert _exported(back) == with_more
    assert visitor.stop() == {(200, True)}
    forget(back, there)
    assert node.ask("/_cat/indices/moved*") == b""


def test_a_move_to_where_one_is_or_against_the_environment_is_refused(library, monkeypatch):
    with pytest.raises(ConfigurationError, match="déjà ce moteur"):
        migrate(library, "whoosh")
    with pytest.raises(ConfigurationError, match="n'est pas oublié"):
        forget(library, "whoosh")
    monkeypatch.setenv("FONDS_INDEX_ENGINE", "whoosh")
    with pytest.raises(ConfigurationError, match="FONDS_INDEX_ENGINE"):
        migrate(library, "opensearch+http://localhost/fonds")
