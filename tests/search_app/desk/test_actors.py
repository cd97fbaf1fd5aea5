import io

import pytest

from catalogue.library import open_library
from desk.erasures import asked_erasures
from tests.search_app.desk.conftest import send
from tests.search_app.pages.html import page_of, texts

MINUTES = "Compte rendu\n\nParticipants :\nAnne DURAND Ville de Dreux\nPaul MARTIN CAF de Tours\n\nFin.\n"


@pytest.fixture
def desk_library(desk_library):
    with (desk_library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[site]\nrooms = ["acteurs"]\n')
    (desk_library.corpus / "cr.txt").write_text(MINUTES, encoding="utf-8")
    return open_library(desk_library.folder)


def test_a_proposal_becomes_an_actor_with_its_page_and_is_erased_from_everywhere(
    log_in, run_index, desk_library
):
    run_index()
    claire = log_in("claire")
    page = page_of(claire.get("/atelier/acteurs"))
    assert texts(page, "#proposed ~ ul h3") == ["Durand, Anne", "Martin, Paul"]
    assert page.cssselect("#proposed ~ ul a")[0].get("href").endswith("/page/1")
    send(claire, "/atelier/acteurs/proposition", page="/atelier/acteurs", key="durand anne", act="accept")
    send(claire, "/atelier/acteurs/proposition", page="/atelier/acteurs", key="martin paul", act="refuse")
    run_index()
    assert texts(page_of(claire.get("/acteurs")), ".room-list h2") == ["Durand, Anne"]
    assert texts(page_of(claire.get("/atelier/acteurs")), "#proposed ~ ul h3") == []
    notice = next((desk_library.corpus / "acteurs").iterdir()).read_text(encoding="utf-8")
    assert "Anne DURAND Ville de Dreux" in notice
    identifier = next(line for line in notice.splitlines() if line.startswith("identifier")).split('"')[1]
    send(claire, f"/atelier/acteurs/{identifier}/effacer", page="/atelier/acteurs")
    assert asked_erasures(desk_library) == (identifier,)
    run_index()
    assert asked_erasures(desk_library) == ()
    assert texts(page_of(claire.get("/acteurs")), ".room-list h2") == []
    (desk_library.corpus / "cr.txt").unlink()
    run_index()
    held = [each for each in desk_library.folder.rglob("*") if each.is_file()]
    assert [each.name for each in held if b"Durand" in each.read_bytes()] == []


def test_an_address_book_is_taken_in_and_what_was_not_is_said(log_in, run_index, desk_library):
    run_index()
    claire = log_in("claire")
    table = (
        "Nom;Prénom;Courriel;Pointure\nZebulon;Zoé;z@ville.example;39\n;;;\nSans;Courriel;pas un courriel;\n"
    )
    answer = send(
        claire, "/atelier/acteurs/carnet", page="/atelier/acteurs", file=(io.BytesIO(table.encode()), "a.csv")
    )
    told = answer.get_data(as_text=True)
    assert "1 fiche ajoutée" in told
    assert "Pointure (1)" in told
    assert "ligne 4" in told
    run_index()
    assert texts(page_of(claire.get("/acteurs")), ".room-list h2") == ["Zebulon, Zoé"]
