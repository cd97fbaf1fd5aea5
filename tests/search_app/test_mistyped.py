import pytest

SUM = "ab12" * 16


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/recherche/?q=%C3%A9cole&page=2", "/recherche?q=%C3%A9cole&page=2"),
        ("/themes///", "/themes"),
        (f"/notice/{SUM.upper()}", f"/notice/{SUM}"),
        (f"/notice/{SUM.upper()}.json", f"/notice/{SUM}.json"),
        (f"/notice/{SUM.upper()}/page/2/?q=a", f"/notice/{SUM}/page/2?q=a"),
    ],
)
def test_who_writes_an_address_a_little_otherwise_is_led_to_it(client, asked, meant):
    answer = client.get(asked)
    assert (answer.status_code, answer.location) == (301, meant)


@pytest.mark.parametrize(
    "asked", ["/rien/", "//exemple.fr/", "/\\exemple.fr/", f"/notice/{SUM}", "/notice/PMB-12"]
)
def test_what_is_no_address_either_way_leads_nowhere(client, asked):
    answer = client.get("/", environ_overrides={"PATH_INFO": asked})
    assert answer.status_code == 404 and answer.location is None


def test_nothing_that_was_sent_is_sent_elsewhere(client):
    assert client.post("/recherche/").status_code in (404, 405)
