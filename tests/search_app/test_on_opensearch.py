"""The site says the same on OpenSearch as on Whoosh, page for page, whoever asks.

The whole suite runs there with FONDS_TEST_ENGINE=opensearch (`tests/conftest.py`); this is what always does.
"""

import re
from dataclasses import replace

import pytest

from catalogue.library import create_library
from catalogue.log import Log, open_writer
from catalogue.vocabulary import load_vocabularies
from search.engine import open_engine
from search.facet_rules import VocabularyFacets
from search_app.application import create_app
from tests.search_app.fonds_of_test import RECORDS

ADDRESSES = (
    "/",
    "/recherche",
    "/recherche?q=sante",
    "/recherche?q=%22atelier+sant%C3%A9+ville%22",
    "/recherche?q=habitants+-jardin",
    "/recherche?q=titre:sant*",
    "/recherche?q=quels+sont+les+ateliers+sant%C3%A9+dans+les+quartiers+%3F",
    "/recherche?q=santee+mentalle",
    "/recherche?q=introuvable",
    "/recherche?theme=cohesion-sociale&tri=titre",
    "/recherche?q=habitants&region=24",
    "/recherche?tri=recent&page=2&nombre=3",
    "/recherche.json?q=sante",
    "/recherche.atom?q=sante",
    "/recherche.ris?q=habitants",
    "/recherche/valeurs/auteur",
    "/suggestions?q=san",
    "/notice/rapport-2007?q=sante",
    "/notice/rapport-2007/page/3?q=sante",
    "/notice/note-interne",
    "/themes",
    "/territoires",
    "/lacunes",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/sru?version=1.2&operation=searchRetrieve&query=sante",
)
#: What says when, and how long.
_PASSING = re.compile(r"<(?:responseDate|updated)>[^<]*<|\"took_ms\": ?[\d.]+|nonce=\"[^\"]*\"")


@pytest.fixture(scope="module")
def sites(node, tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("both") / "fonds")
    with open_writer(library) as writer, writer.transaction():
        for record, pages in RECORDS:
            writer.put(record, pages)
    index = replace(library.settings.index, engine=f"opensearch+{node.address('both-sites')}")
    both = (library, replace(library, settings=replace(library.settings, index=index)))
    log, facets = Log(library.log_path), VocabularyFacets(load_vocabularies(library.vocabularies))
    for each in both:
        engine = open_engine(each.engine_address, log, facets)
        engine.apply(log.changes())
        engine.close()
    return [create_app(each).test_client() for each in both]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_the_same_on_both_engines(sites, address):
    ours, theirs = (site.get(address, buffered=True) for site in sites)
    assert ours.status_code == theirs.status_code
    assert ours.status_code in (200, 404)
    assert _PASSING.sub("", ours.get_data(as_text=True)) == _PASSING.sub("", theirs.get_data(as_text=True))
