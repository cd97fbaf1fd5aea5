"""While the machines that search are away, the site says so, shows what it has, and comes back by itself."""

import time
from dataclasses import replace

import pytest

from catalogue.errors import EngineUnavailableError
from catalogue.library import create_library
from catalogue.log import Log
from indexer.pipeline import Run, index
from search.engines.opensearch.cluster import PAUSE_S
from search_app.application import create_app
from tests.opensearch.nodes import Nodes, missing


@pytest.fixture
def nodes(tmp_path):
    if why := missing():
        pytest.skip(why)
    with Nodes(tmp_path / "nodes") as own:
        yield own


def _on(library, engine):
    return replace(
        library, settings=replace(library.settings, index=replace(library.settings.index, engine=engine))
    )


def test_the_site_says_so_and_comes_back_by_itself(tmp_path, nodes):
    # A library of its own: the one the other tests share may hold a record without pages, first.
    library = _on(create_library(tmp_path / "fonds"), f"opensearch+{nodes.address('fonds')}")
    (library.corpus / "note.md").write_text("# Rénovation\n\nUn quartier.\n", encoding="utf-8")
    index(Run(library, workers=1))
    identifier = next(iter(Log(library.log_path).entries())).identifier
    site = create_app(library).test_client()
    assert site.get("/recherche?q=quartier", buffered=True).status_code == 200
    nodes.kill(0)
    time.sleep(PAUSE_S)
    answer = site.get("/recherche?q=quartier")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "momentanément indisponible" in answer.get_data(as_text=True)
    assert site.get(f"/notice/{identifier}", buffered=True).status_code == 200
    assert site.get(f"/notice/{identifier}/page/1", buffered=True).status_code == 200

    (library.corpus / "autre.md").write_text("# Autre\n\nUn autre quartier.\n", encoding="utf-8")
    with pytest.raises(EngineUnavailableError, match="Le journal est à jour"):
        index(Run(library, workers=1))
    assert Log(library.log_path).count() == 2
    nodes.again(0)
    nodes.wait(1)
    time.sleep(PAUSE_S)
    assert site.get("/recherche?q=quartier", buffered=True).status_code == 200
    assert index(Run(library, workers=1)).exit_code == 0
    time.sleep(PAUSE_S)
    assert "Autre" in site.get("/recherche?q=quartier", buffered=True).get_data(as_text=True)
