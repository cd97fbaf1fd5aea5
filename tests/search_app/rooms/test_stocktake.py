from tests.search_app.pages.html import page_of, texts


def test_a_state_of_play_counts_quotes_and_lists_with_their_sources(rooms_client):
    page = page_of(rooms_client.get("/etat-des-lieux?q=ateliers"))
    assert texts(page, "h1") == ["État des lieux : « ateliers »"]
    assert texts(page, ".report > p a")[0] == "1 document répond à cette recherche."
    assert page.cssselect(".quoted figcaption a")[0].get("href").endswith("/page/1")
    assert all(each.get("href").startswith("http") for each in page.cssselect(".report h2 ~ p a"))


def test_what_lacks_is_said(rooms_client):
    text = rooms_client.get("/etat-des-lieux?q=").get_data(as_text=True)
    assert "Ce qui manque" in text
    assert "Sans date" in text


def test_nothing_found_is_said_and_no_more(rooms_client):
    page = page_of(rooms_client.get("/etat-des-lieux?q=zzzzqqq"))
    assert texts(page, ".report p")[-1] == "0 document répond à cette recherche."


def test_without_a_search_one_is_asked_for(rooms_client):
    assert page_of(rooms_client.get("/etat-des-lieux")).cssselect("form input[name=q]#subject")


def test_it_leaves_as_files_that_hold_nothing_hidden(rooms_client):
    for ending, begins in (("odt", b"PK"), ("pdf", b"%PDF")):
        answer = rooms_client.get(f"/etat-des-lieux.{ending}?q=")
        assert answer.status_code == 200
        assert answer.data.startswith(begins)
    assert "Note secrète" not in rooms_client.get("/etat-des-lieux?q=").get_data(as_text=True)
