import pytest

from catalogue.library import open_library
from desk.inbox import Inbox, Letter, Subject
from tests.search_app.desk.conftest import send
from tests.search_app.pages.html import page_of, texts


@pytest.fixture
def desk_library(desk_library):
    with (desk_library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[site]\nrooms = ["agenda", "dossiers", "questions"]\n')
    return open_library(desk_library.folder)


def test_an_event_is_written_found_corrected_and_undone(log_in, run_index, desk_library):
    (desk_library.corpus / "premier.toml").write_text('title = "Premier"\n', encoding="utf-8")
    run_index()
    claire = log_in("claire")
    form = {"title": "Journée santé", "begins": "12 mars 2126 à 9h30", "speakers": "Durand, Anne\r\nVille",
            "themes": "Santé", "text": "Bonjour *à tous*."}  # fmt: skip
    assert send(claire, "/atelier/rubriques/agenda/nouveau", page="/atelier", **form).status_code == 302
    run_index()
    page = page_of(claire.get("/atelier/rubriques"))
    (link,) = page.cssselect("#room-agenda ~ ul a")
    edited = page_of(claire.get(link.get("href")))
    assert edited.cssselect("#begins")[0].get("value") == "2126-03-12 09:30"
    assert edited.cssselect("#speakers")[0].text.split("\n")[-2:] == ["Durand, Anne", "Ville"]
    version = edited.cssselect("[name=version]")[0].get("value")
    again = form | {"title": "Journée santé et ville", "version": version}
    assert send(claire, link.get("href"), page="/atelier", **again).status_code == 302
    run_index()
    assert "Journée santé et ville" in texts(page_of(claire.get("/agenda")), ".events h4")


def test_nothing_typed_is_lost_when_a_value_is_refused(log_in, run_index):
    run_index()
    form = {"title": "Journée", "begins": "demain", "venue": "Tours"}
    answer = send(log_in("claire"), "/atelier/rubriques/agenda/nouveau", page="/atelier", **form)
    assert answer.status_code == 400
    page = page_of(answer)
    assert page.cssselect("#venue")[0].get("value") == "Tours"
    assert page.cssselect("#begins")[0].get("aria-invalid") == "true"
    # Who hears the page, or sees only its top, is led to what is wrong before anything else.
    assert page.cssselect(".alert[role='alert'][autofocus][tabindex='-1'] a[href='#begins']")


def test_a_dossier_begins_with_documents_chosen(log_in, run_index):
    run_index()
    page = page_of(log_in("claire").get("/atelier/rubriques/dossiers/nouveau?d=0123456789,abcdefghjk"))
    assert page.cssselect("#entries")[0].text.split() == ["0123456789", "abcdefghjk"]


def test_a_closed_room_cannot_be_written_in(log_in, run_index):
    run_index()
    assert log_in("claire").get("/atelier/rubriques/acteurs/nouveau").status_code == 404


def test_a_question_from_the_site_begins_a_record_that_only_the_desk_sees(log_in, run_index, desk_library):
    run_index()
    asked = "Qui finance les ASV ?\nMerci."
    letter = Letter(subject=Subject.QUESTION, text=asked, name="Zoé", email="z@v.example")
    Inbox(desk_library.state).receive(letter, "192.0.2.1")
    claire = log_in("claire")
    link = next(each for each in page_of(claire.get("/atelier/messages")).cssselect("a.button")
                if "Répondre par une fiche" in each.text_content())  # fmt: skip
    assert "z@v" not in link.get("href")
    page = page_of(claire.get(link.get("href")))
    assert page.cssselect("#title")[0].get("value") == "Qui finance les ASV ?"
    assert page.cssselect("#asker_mail")[0].get("value") == "z@v.example"
    assert page.cssselect("#access option[selected]")[0].get("value") == "internal"


def test_an_answer_is_published_in_one_act_and_its_documents_become_a_dossier(
    log_in, run_index, desk_library, visitor
):
    lines = (
        'room = "questions"\nidentifier = "asv"\ntitle = "Qui finance les ASV ?"\naccess = "internal"\n'
        'asker = "Zénobie"\nanswer = ["premier", "second 3 | Un mot"]\n'
        'found_by = "https://centre.example/recherche?q=asv"\n'
    )
    (desk_library.corpus / "asv.toml").write_text(lines, encoding="utf-8")
    run_index()
    claire = log_in("claire")
    page = page_of(claire.get("/atelier/rubriques/questions/asv"))
    (link,) = page.xpath("//a[contains(., 'Faire un dossier')]")
    begun = page_of(claire.get(link.get("href")))
    assert begun.cssselect("#entries")[0].text.split() == ["premier", "second"]
    assert visitor.get("/notice/asv").status_code == 404
    assert send(claire, "/atelier/rubriques/questions/asv/publier", page="/atelier").status_code == 302
    run_index()
    shown = visitor.get("/notice/asv")
    assert shown.status_code == 200 and "Zénobie" not in shown.text
    assert page_of(shown).xpath("//a[contains(., 'Refaire la recherche')]/@href") == [
        "https://centre.example/recherche?q=asv"
    ]
    assert "Qui finance les ASV ?" in texts(page_of(visitor.get("/questions")), ".room-list h2")


def test_a_new_record_is_called_as_was_typed(log_in, run_index, desk_library):
    run_index()
    form = {"title": "Nuit des conseils citoyens", "begins": "31/12/2126 à 22h", "ends": "1/1/2127 à 2h"}
    sent = send(log_in("claire"), "/atelier/rubriques/agenda/nouveau", page="/atelier", **form)
    assert sent.status_code == 302
    (notice,) = (desk_library.corpus / "agenda").glob("*.toml")
    assert 'title = "Nuit des conseils citoyens"' in notice.read_text(encoding="utf-8")


def refused(answer):
    """Field → what its message says, of an answer that refuses a form."""
    assert answer.status_code == 400
    marked = page_of(answer).cssselect(".error[id]")
    return {each.get("id").removesuffix("-error"): each.text_content() for each in marked}


def test_an_event_has_a_day_and_ends_after_it_begins(log_in, run_index, desk_library):
    run_index()
    claire = log_in("claire")

    def sent(**form):
        return send(claire, "/atelier/rubriques/agenda/nouveau", page="/atelier", title="Journée", **form)

    assert "toujours un jour" in refused(sent(venue="Tours"))["begins"]
    late = refused(sent(begins="2 mai 2127 à 10h", ends="2 mai 2127 à 9h"))
    assert list(late) == ["ends"]
    assert "avant de commencer" in late["ends"]
    assert not list((desk_library.corpus / "agenda").glob("*.toml"))
    assert sent(begins="2 mai 2127 à 10h", ends="2 mai 2127").status_code == 302


def test_a_refusal_names_the_field_as_the_form_does(log_in, run_index):
    run_index()
    form = {"title": "Journée", "begins": "31 février 2127"}
    answer = send(log_in("claire"), "/atelier/rubriques/agenda/nouveau", page="/atelier", **form)
    assert refused(answer)["begins"].replace("\xa0", " ") == (
        "Début : « 31 février 2127 » n'est pas un jour ; écrivez « 12 mars 2026 »."
    )
