import gzip
from types import SimpleNamespace

import pytest
from flask import g

from search_app.kept_pages import KeptPage, KeptPages
from tests.search_app.conftest import site_of
from tests.search_app.memory import MemoryCatalogue

GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def fonds(library):
    return MemoryCatalogue(library.folder)


@pytest.fixture
def visitor(library, fonds):
    return site_of(library, fonds).test_client()


@pytest.fixture
def searches(fonds, monkeypatch):
    """The texts that were searched, in order."""
    asked, search = [], fonds.search
    monkeypatch.setattr(fonds, "search", lambda query: asked.append(query.text) or search(query))
    return asked


def test_a_page_made_for_one_visitor_is_sent_to_the_next(visitor, searches):
    first, again = (visitor.get("/recherche?q=sante", headers=GZIP) for _ in range(2))
    assert len(searches) == 1
    assert again.data == first.data
    assert dict(again.headers) == dict(first.headers)
    assert gzip.decompress(again.data) == visitor.get("/recherche?q=sante").data


@pytest.mark.parametrize(
    "path", ["/", "/recherche?q=sante", "/recherche/valeurs/theme", "/suggestions?q=<script>"]
)
def test_what_is_sent_again_has_the_same_headers(visitor, path):
    """Suggestions, which say what was typed as it was, left as HTML the second time."""
    first, again = (visitor.get(path, headers=GZIP) for _ in range(2))
    assert first.status_code == 200
    assert (dict(again.headers), again.data) == (dict(first.headers), first.data)


def test_a_change_of_the_catalogue_makes_it_again(visitor, fonds, searches, monkeypatch):
    visitor.get("/recherche?q=sante", headers=GZIP)
    monkeypatch.setattr(fonds, "generation", "2")
    visitor.get("/recherche?q=sante", headers=GZIP)
    assert len(searches) == 2


def test_who_asks_under_another_name_is_not_shown_that_one(visitor):
    """An address of the site's own stands in the page: a stranger's must reach nobody else."""
    visitor.get("/recherche?q=sante", headers={**GZIP, "Host": "elsewhere.example"})
    assert b"elsewhere" not in gzip.decompress(visitor.get("/recherche?q=sante", headers=GZIP).data)


def test_a_search_that_finds_nothing_is_made_and_counted_each_time(visitor, searches):
    for _ in range(2):
        visitor.get("/recherche?q=xyzzy", headers=GZIP)
    assert searches.count("xyzzy") == 2


def test_what_is_made_for_who_logged_in_is_kept_for_nobody(library, fonds, searches):
    site = site_of(library, fonds)
    site.before_request(lambda: setattr(g, "account", SimpleNamespace(name="Ada")))
    for _ in range(2):
        assert site.test_client().get("/recherche?q=sante", headers=GZIP).status_code == 200
    assert searches == ["sante", "sante"]


def test_a_page_asked_by_head_alone_is_kept_for_nobody(visitor):
    visitor.head("/recherche?q=sante", headers=GZIP)
    assert visitor.get("/recherche?q=sante", headers=GZIP).data


def test_what_nobody_asked_for_longest_goes_first():
    kept = KeptPages(most=1500)
    for name in "ab":
        kept.put(name, KeptPage(b"x" * 300, "text/html"), "1")
    assert kept.get("a")
    kept.put("c", KeptPage(b"x" * 300, "text/html"), "1")
    assert kept.get("b") is None
    assert kept.get("a")
    assert kept.get("c")


def test_pages_of_another_state_are_forgotten():
    kept = KeptPages()
    for name, state in (("a", "1"), ("b", "2")):
        kept.put(name, KeptPage(b"x", "text/html"), state)
    assert kept.get("a") is None
    assert kept.get("b")
