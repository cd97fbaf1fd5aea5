from tests.search_app.pages.html import page_of, texts


def test_questions_answered_are_found_and_say_nothing_of_who_asked(rooms_client):
    answer = rooms_client.get("/questions?q=asv")
    page = page_of(answer)
    assert texts(page, ".room-list h2") == ["Qu'est-ce qu'un ASV ?"]
    assert "Répondu le 1er février 2026" in page.text_content()
    notice = rooms_client.get(page.cssselect(".room-list a")[0].get("href"))
    for each in (answer, notice, rooms_client.get("/recherche?q=zénobie")):
        assert "z@ville.example" not in each.get_data(as_text=True)
    assert "Actes de la rencontre" in notice.get_data(as_text=True)
    assert texts(page_of(rooms_client.get("/recherche?q=zénobie")), ".card h3") == []


def test_one_leads_to_the_form_that_asks(rooms_client):
    (button,) = page_of(rooms_client.get("/questions")).cssselect("a.button")
    assert button.get("href") == "/contact?objet=question"
