"""From a list one goes from result to result, and back to the page of the list one came from."""

from flask import Flask
from flask.testing import FlaskClient

from search.query import Sort
from search_app.pages.result_walk import result_walk
from search_app.state import SearchState
from tests.search_app.pages.html import page_of, texts


def results(client: FlaskClient, address: str) -> list[str]:
    return [each.get("href") for each in page_of(client.get(address)).cssselect(".cards h3 a")]


def test_the_walk_meets_every_result_in_its_order_across_pages(client: FlaskClient, app: Flask) -> None:
    listed = [each.partition("?")[0] for each in results(client, "/recherche?tri=titre")]
    assert len(listed) > 3
    state = SearchState(sort=Sort.TITLE, size=2)
    with app.test_request_context("/"):
        walks = [result_walk(each[8:], state.ranked(rank)) for rank, each in enumerate(listed, 1)]
    assert None not in walks
    assert ["", *listed[:-1]] == [walk.previous.partition("?")[0] for walk in walks if walk]
    assert [*listed[1:], ""] == [walk.next.partition("?")[0] for walk in walks if walk]


def test_a_notice_says_its_place_and_leads_back_to_the_list(client: FlaskClient) -> None:
    first, *_rest = results(client, "/recherche?q=sante&theme=sante")
    page = page_of(client.get(first))
    assert "theme=sante" in first
    assert texts(page, ".walk p")[0].startswith("Résultat 1 sur ")
    assert page.cssselect(".back a")[0].get("href") == "/recherche?q=sante&theme=sante"
    leaf = page_of(client.get(first.replace("?", "/page/1?")))
    assert texts(leaf, ".walk p") == texts(page, ".walk p")


def test_a_list_that_has_changed_or_was_made_up_is_not_walked(client: FlaskClient) -> None:
    for said in ("rang=2", "rang=99", "rang=-1", "rang=x", "rang=99999999999999999999"):
        answer = client.get(f"/notice/rapport-2007?q=perspectives&{said}")
        assert answer.status_code == 200
        assert not page_of(answer).cssselect(".walk")
