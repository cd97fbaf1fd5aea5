"""Following a search by e-mail, as a visitor without script does it, and as programs and strangers might."""

import re

import pytest

from alerts.subscriptions import Subscriptions
from tests.alerts.conftest import alerts, mailing, office  # noqa: F401 - fixtures
from tests.alerts.reader_of_test import ANNE
from tests.search_app.conftest import Client
from tests.search_app.pages.html import page_of


@pytest.fixture
def visitor(alerts):  # noqa: F811 - the fixture
    alerts.app.test_client_class = Client
    return alerts.app.test_client()


def kept(alerts):  # noqa: F811
    return Subscriptions(alerts.library.state).all()


def below(answer):
    """Where an answer leads, without the path the site stands below."""
    return answer.location.removeprefix("/fonds")


def ask(visitor, email=ANNE, **more):
    return visitor.post("/alertes", data={"recherche": "q=logement", "email": email} | more)


def test_nothing_is_shown_of_it_where_no_mail_leaves(client):
    for address in (
        "/",
        "/recherche?q=sante",
        "/recherche?q=introuvable",
        "/donnees-personnelles",
        "/themes",
    ):
        assert "courriel" not in client.get(address).text.replace("Envoyer par courriel", ""), address
        assert "/alertes" not in client.get(address).text, address
    assert client.get("/alertes").status_code == 404
    assert client.post("/alertes").status_code == 404


def test_a_search_leads_to_the_form_that_says_how_much_is_new(visitor):
    page = visitor.get("/recherche?q=logement&tri=titre").text
    assert 'href="/fonds/alertes?q=logement"' in page
    form = visitor.get("/alertes?q=logement").text
    assert "« logement »".replace(" ", "\N{NO-BREAK SPACE}") in form
    assert "1 document ces 30 derniers jours" in form
    assert "/fonds/recherche.atom?q=logement" in form
    assert 'href="/fonds/alertes?q=introuvable"' in visitor.get("/recherche?q=introuvable").text


def test_one_asks_confirms_changes_and_stops(visitor, alerts):  # noqa: F811
    answer = ask(visitor, frequence="mois")
    assert answer.location == "/fonds/alertes?q=logement&envoye=1" and ANNE not in answer.location
    assert "Ouvrez-le et confirmez" in visitor.get(below(answer)).text
    key = kept(alerts)[0].key
    page = f"/alertes/suivi?cle={key}"
    assert "Confirmer : je veux être averti".replace(" :", "\N{NO-BREAK SPACE}:") in visitor.get(page).text
    assert not kept(alerts)[0].confirmed  # a program that opens the link agrees to nothing
    confirmed = visitor.post(page, data={"act": "confirm"})
    assert "C'est fait" in visitor.get(below(confirmed)).text.replace("&#39;", "'")
    assert kept(alerts)[0].confirmed and kept(alerts)[0].frequency == "mois"
    visitor.post(page, data={"act": "change", "frequence": "jour"})
    assert kept(alerts)[0].frequency == "jour"
    stopped = visitor.post(page, data={"act": "stop"})
    assert "votre adresse est effacée" in visitor.get(below(stopped)).text
    assert kept(alerts) == []
    assert visitor.get(page).status_code == 404


def test_a_mail_program_stops_it_at_once_and_a_person_by_a_button(visitor, alerts):  # noqa: F811
    ask(visitor)
    key = kept(alerts)[0].key
    assert visitor.get(f"/alertes/arret?cle={key}").location == f"/fonds/alertes/suivi?cle={key}"
    assert kept(alerts)
    at_once = visitor.post(f"/alertes/arret?cle={key}", data={"List-Unsubscribe": "One-Click"})
    assert at_once.status_code == 200 and kept(alerts) == []
    assert visitor.post(f"/alertes/arret?cle={key}").status_code == 200


def test_who_asked_for_nothing_says_so(visitor, alerts):  # noqa: F811
    ask(visitor)
    visitor.post(f"/alertes/suivi?cle={kept(alerts)[0].key}", data={"act": "decline"})
    assert ask(visitor).location == "/fonds/alertes?q=logement&envoye=1"  # which tells a stranger nothing
    assert kept(alerts) == []


@pytest.mark.parametrize(
    "email",
    ["", "anne", "anne@exemple", "anne@exemple.fr\nBcc: x@y.fr", "a..b@exemple.fr", "<anne@exemple.fr>",
     "anne@exemple.fr,x@y.fr", "é@exemple.fr", f"{'a' * 65}@exemple.fr", '"a b"@exemple.fr'],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_sentence(visitor, alerts, email):  # noqa: F811
    answer = ask(visitor, email)
    assert answer.status_code == 400 and 'aria-describedby="email-error"' in answer.text
    assert "<title>Erreur" in answer.text and kept(alerts) == []
    assert page_of(answer).cssselect("#email[aria-invalid][autofocus]")


def test_a_filter_that_does_not_exist_is_not_followed(visitor, alerts):  # noqa: F811
    answer = ask(visitor, recherche="theme=zorglub")
    assert answer.status_code == 400 and "zorglub" in answer.text
    assert kept(alerts) == []


def test_too_many_asks_and_programs_that_fill_in_everything(visitor, alerts):  # noqa: F811
    ask(visitor, site="x")
    assert kept(alerts) == []
    for number in range(6):
        ask(visitor, f"nom{number}@exemple.fr")
    refused = ask(visitor, "nom9@exemple.fr")
    assert refused.status_code == 429 and "60 minutes" in refused.text


def test_no_cache_keeps_these_pages_and_no_robot_lists_them(visitor, alerts):  # noqa: F811
    ask(visitor)
    for address in ("/alertes", f"/alertes/suivi?cle={kept(alerts)[0].key}"):
        answer = visitor.get(address)
        assert answer.headers["Cache-Control"] == "no-store"
        assert '<meta name="robots" content="noindex">' in answer.text
    assert visitor.get("/alertes/suivi").status_code == 404


def test_the_page_of_data_says_what_is_kept(visitor):
    page = visitor.get("/donnees-personnelles").text
    assert "48 heures" in page and re.search("sauvegardes .* contiennent les adresses", page)


def test_letters_are_english_for_who_reads_english(visitor, alerts):  # noqa: F811
    visitor.post("/alertes?hl=en", data={"recherche": "q=logement", "email": ANNE})
    alerts.send()
    letter = alerts.office.letters[0]
    assert letter["Subject"].startswith("Confirm your alert")
    assert "hl=en" in letter.get_body(("plain",)).get_content()
