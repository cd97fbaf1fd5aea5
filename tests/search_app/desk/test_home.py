from catalogue.vocabulary import load_vocabularies
from tests.search_app.desk.conftest import send
from tests.search_app.desk.test_deposit import deposit
from tests.search_app.desk.test_notice import TEXT


def test_an_empty_library_has_a_calm_desk(log_in, run_index):
    page = log_in("claire").get("/atelier").text
    assert page.count('class="calm"') == 6 and "chaque recherche a trouvé quelque chose" in page


def test_the_desk_says_what_waits(log_in, run_index, desk_library):
    (desk_library.corpus / "bilan.md").write_text(TEXT, encoding="utf-8")
    (desk_library.corpus / "cassé.pdf").write_bytes(b"%PDF-1.4 rien")
    run_index()
    browser = log_in("claire")
    page = browser.get("/atelier").text
    assert "<strong>1</strong> <span>document à vérifier" in page
    assert "<strong>1</strong> <span>fichier ou notice en échec" in page
    assert "cassé.pdf" in browser.get("/atelier/echecs").text


def test_what_lacks_is_counted_and_views_lead_to_the_list(log_in, run_index, desk_library):
    (desk_library.corpus / "note.md").write_text("# Une note\n\nLe chat dort.\n", encoding="utf-8")
    run_index()
    browser = log_in("claire")
    send(browser, "/atelier/notices/vue", page="/atelier/notices", name="Sans date", **{"s.annee": "(sans)"})
    page = browser.get("/atelier").text
    assert "<strong>1</strong> <span>notice à compléter" in page
    assert 'href="/atelier/notices?annee=%28sans%29">Sans date</a>' in page
    (desk_library.corpus / "note.md.toml").write_text('issued = "2009"\nthemes = ["sante"]\n')
    run_index()
    assert "<strong>0</strong> <span>notice à compléter" in browser.get("/atelier").text


def test_a_depositor_is_told_of_their_deposits_only(log_in):
    page = log_in("paul").get("/atelier").text
    assert "Ce qui attend" not in page and "Déposer des documents" in page


def test_searches_that_found_nothing_are_told_until_they_are_seen(log_in, run_index, visitor):
    run_index()
    visitor.get("/recherche?q=Friche+ferroviaire")
    claire = log_in("claire")
    claire.get("/recherche?q=essai")  # those who work here do not count
    page = claire.get("/atelier").text
    assert "friche ferroviaire" in page and "1 fois" in page and ">essai<" not in page
    assert send(claire, "/atelier/sans-reponse", words="friche ferroviaire").status_code == 302
    assert "friche ferroviaire" not in claire.get("/atelier").text


def test_such_a_search_becomes_something_to_acquire_until_it_is_settled(log_in, run_index, visitor):
    run_index()
    visitor.get("/recherche?q=Friche+ferroviaire")
    claire = log_in("claire")
    send(claire, "/atelier/sans-reponse", page="/atelier", words="friche ferroviaire", act="want")
    page = claire.get("/atelier").text
    assert page.index("Recherches sans réponse") < page.index("À acquérir") < page.index("friche ferroviaire")
    send(claire, "/atelier/sans-reponse", page="/atelier", words="friche ferroviaire", act="settle")
    assert "friche ferroviaire" not in claire.get("/atelier").text


def test_such_a_search_becomes_a_word_for_a_term_and_finds_what_it_describes(
    log_in, run_index, visitor, desk_library
):
    notice = 'title = "Un bilan"\nthemes = ["habitat"]\n'
    (desk_library.corpus / "bilan.toml").write_text(notice, encoding="utf-8")
    run_index()
    visitor.get("/recherche?q=maisonnerie")
    claire = log_in("claire")
    form = {"page": "/atelier", "words": "maisonnerie", "act": "teach"}
    told = send(claire, "/atelier/sans-reponse", **form, term="rien de tel")
    assert "Aucun terme ne porte ce nom" in claire.get(told.location).text
    assert ">maisonnerie<" in claire.get("/atelier").text
    name = load_vocabularies().themes.concepts["habitat"].label()
    told = send(claire, "/atelier/sans-reponse", **form, term=name)
    page = claire.get(told.location).text
    assert "Ajouté aux mots de" in page and ">maisonnerie<" not in page
    run_index()
    assert visitor.get("/recherche.json?q=maisonnerie").json["total"] == 1


def test_a_depositor_sees_what_they_may_still_correct(log_in, run_index):
    paul = log_in("paul")
    deposit(paul, ("bilan.md", TEXT.encode()))
    run_index()
    assert "Vos documents en attente" in paul.get("/atelier").text
    assert "Vos documents en attente" not in log_in("claire").get("/atelier").text


def test_the_ways_are_grouped_and_open_to_who_may_go(log_in):
    page = log_in("claire").get("/atelier/corbeille").text
    ways = page[page.index('class="desk-ways"') : page.index("</nav>", page.index('class="desk-ways"'))]
    assert ways.count("<a ") == 9 and 'aria-current="page">Corbeille' in ways
    assert 'aria-current="true">Historique' in ways and "Comptes" not in ways and "Mon compte" in ways


def test_every_page_of_the_desk_opens_in_an_empty_library(log_in, run_index, desk_app):
    browser = log_in("anne")
    opened = [
        rule.rule for rule in desk_app.url_map.iter_rules()
        if rule.endpoint.startswith("desk.") and "GET" in rule.methods and not rule.arguments
    ]  # fmt: skip
    # Before the first run of the indexer, a page may say that it waits for it, and nothing worse.
    assert {browser.get(address).status_code for address in opened} <= {200, 302, 503}
    run_index()
    assert {browser.get(address).status_code for address in opened} <= {200, 302}
    assert send(browser, "/atelier/deconnexion", page="/atelier").status_code == 302
