import pytest

from catalogue.library import open_library
from desk.accounts import Accounts, Role
from search_app.application import create_app
from search_app.desk.blueprint import ROLE
from tests.search_app.desk.conftest import PASSWORD, PEOPLE, send, token_of

LOGIN = "/atelier/connexion"


def cookie(browser):
    return browser.get_cookie("fonds").value


def desk_routes(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("desk.")]


def test_every_route_of_the_desk_names_a_role(desk_app):
    for rule in desk_routes(desk_app):
        assert hasattr(desk_app.view_functions[rule.endpoint], ROLE), rule


@pytest.mark.parametrize("name", [None, *PEOPLE])
def test_nobody_opens_what_their_role_does_not(desk_app, log_in, visitor, name):
    browser = log_in(name) if name else visitor
    for rule in desk_routes(desk_app):
        wanted = getattr(desk_app.view_functions[rule.endpoint], ROLE)
        if wanted is None or (name and PEOPLE[name].includes(wanted)):
            continue
        for method in rule.methods & {"GET", "POST"}:
            with desk_app.test_request_context():
                address = desk_app.url_map.bind("localhost").build(
                    rule.endpoint,
                    dict.fromkeys(rule.arguments - (rule.defaults or {}).keys(), "1"),
                    method=method,
                )
            answer = browser.open(address, method=method)
            login = answer.status_code == 302 and LOGIN in answer.location
            assert answer.status_code == 403 or (login and not name), (rule, method)


def test_every_form_needs_its_token(desk_app, log_in):
    browser = log_in("anne")
    for rule in desk_app.url_map.iter_rules():
        if "POST" in rule.methods and rule.endpoint.startswith("desk."):
            with desk_app.test_request_context():
                address = desk_app.url_map.bind("localhost").build(
                    rule.endpoint,
                    dict.fromkeys(rule.arguments - (rule.defaults or {}).keys(), "1"),
                    method="POST",
                )
            assert browser.post(address).status_code == 400, rule


def test_the_public_site_sets_no_cookie_and_offers_no_desk(memory, visitor):
    answer = visitor.get("/")
    assert "Set-Cookie" not in answer.headers
    assert "Se déconnecter" not in answer.text


def test_no_signature_is_read_of_who_sends_no_cookie(desk_app, visitor, monkeypatch):
    monkeypatch.setattr(desk_app.session_interface, "get_signing_serializer", None)
    assert visitor.get("/aide").status_code == 200


def test_a_login_makes_a_new_session(visitor):
    token = token_of(visitor)
    before = cookie(visitor)
    answer = visitor.post(LOGIN, data={"name": "anne", "password": PASSWORD, "csrf_token": token})
    assert cookie(visitor) != before
    assert "HttpOnly" in answer.headers["Set-Cookie"] and "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert "Bonjour anne" in visitor.get("/atelier").text


def test_a_stolen_cookie_dies_with_the_logout(desk_app, log_in):
    browser, thief = log_in("anne"), desk_app.test_client()
    thief.set_cookie("fonds", cookie(browser))
    assert thief.get("/atelier").status_code == 200
    send(browser, "/atelier/deconnexion", page="/atelier")
    assert thief.get("/atelier").status_code == 302


def test_a_new_password_ends_other_sessions(desk_app, log_in):
    here, elsewhere = log_in("anne"), log_in("anne")
    answer = send(
        here, "/atelier/compte", page="/atelier/compte", current=PASSWORD, password="x" * 3 + PASSWORD
    )
    assert answer.status_code == 302
    assert here.get("/atelier").status_code == 200
    assert elsewhere.get("/atelier").status_code == 302


def test_the_same_is_said_of_a_wrong_name_and_of_a_wrong_password(visitor):
    answers = [
        send(visitor, LOGIN, name=name, password="un mauvais mot de passe") for name in ("anne", "nobody")
    ]
    texts = {
        each.text.replace(f'value="{name}"', "")
        for each, name in zip(answers, ("anne", "nobody"), strict=True)
    }
    assert {each.status_code for each in answers} == {403}
    assert all("Nom ou mot de passe inexact" in text for text in texts)


def test_many_tries_are_stopped_even_with_the_right_password_at_the_end(visitor):
    token = token_of(visitor)
    form = {"name": "anne", "password": "un mauvais mot de passe", "csrf_token": token}
    statuses = [visitor.post(LOGIN, data=form).status_code for _ in range(50)]
    assert statuses[:5] == [403] * 5 and set(statuses[5:]) == {429}
    assert visitor.post(LOGIN, data=form | {"password": PASSWORD}).status_code == 429
    refused = visitor.post(LOGIN, data=form)
    assert 0 < int(refused.headers["Retry-After"]) <= 60 and "recommencer dans" in refused.text
    # Somebody else's account is not closed by it.
    assert visitor.post(LOGIN, data=form | {"name": "claire", "password": PASSWORD}).status_code == 302


def test_a_stranger_at_the_same_address_does_not_lock_out_who_has_logged_in_before(log_in, visitor):
    browser = log_in("anne")
    send(browser, "/atelier/deconnexion", page="/atelier")
    form = {"name": "anne", "password": "un mauvais mot de passe", "csrf_token": token_of(visitor)}
    assert [visitor.post(LOGIN, data=form).status_code for _ in range(8)][-1] == 429
    assert send(browser, LOGIN, name="anne", password=PASSWORD).status_code == 302
    stolen = browser.get_cookie("fonds-navigateur", path="/atelier").value
    visitor.set_cookie("fonds-navigateur", stolen + "x", path="/atelier")
    assert visitor.post(LOGIN, data=form | {"password": PASSWORD}).status_code == 429


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "\n//evil",
        "//[",
        "http://[x",
    ],
)
def test_a_login_leads_nowhere_else(visitor, elsewhere):
    answer = send(visitor, LOGIN, name="anne", password=PASSWORD, next=elsewhere)
    assert answer.location == "/atelier"


def test_a_login_leads_where_one_was_going(visitor):
    there = visitor.get("/atelier/comptes").location
    answer = send(visitor, LOGIN, page=there, name="anne", password=PASSWORD, next="/atelier/comptes")
    assert answer.location == "/atelier/comptes"


def test_pages_of_a_person_are_kept_by_no_shared_cache(memory, log_in):
    browser = log_in("claire")
    assert browser.get("/atelier/compte").headers["Cache-Control"] == "no-store"
    home = browser.get("/")
    assert "private" in home.headers["Cache-Control"]
    assert "Vous voyez aussi" in home.text


def test_staff_see_internal_documents_marked(memory, log_in, visitor):
    address = "/recherche"
    public, staff = visitor.get(address), log_in("claire").get(address)
    assert public.headers["ETag"] != staff.headers["ETag"]
    assert 'class="restricted"' not in public.text
    assert '<span class="restricted">Interne</span>' in staff.text
    assert "/atelier/notices" in staff.text and "/atelier/notices" not in public.text


def test_the_secret_is_private_and_kept(desk_library, desk_app):
    secret = desk_library.state / "secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert desk_app.secret_key == secret.read_bytes() and len(desk_app.secret_key) >= 32


def test_a_secret_that_others_can_read_keeps_the_desk_closed(desk_library):
    (desk_library.state / "secret").write_bytes(b"x" * 32)
    (desk_library.state / "secret").chmod(0o644)
    browser = create_app(desk_library).test_client()
    assert browser.get(LOGIN).status_code == 503


def test_over_https_the_cookie_travels_by_https_only(desk_library):
    (desk_library.folder / "fonds.toml").write_text('[library]\nurl = "https://fonds.example"\n')
    browser = create_app(open_library(desk_library.folder)).test_client()
    answer = browser.get(LOGIN, base_url="https://fonds.example")
    assert (
        answer.headers["Set-Cookie"].startswith("__Host-fonds=") and "Secure" in answer.headers["Set-Cookie"]
    )


def test_an_administrator_keeps_the_accounts(log_in, desk_library):
    browser = log_in("anne")
    page = "/atelier/comptes"
    send(browser, page, page=page, name="zoe", role="librarian", password=PASSWORD)
    send(browser, f"{page}/paul", page=page, do="role", role="librarian")
    send(browser, f"{page}/claire", page=page, do="remove")
    found = {each.name: each.role for each in Accounts(desk_library.state).all()}
    assert found == {"anne": Role.ADMINISTRATOR, "paul": Role.LIBRARIAN, "zoe": Role.LIBRARIAN}
    assert "propre compte" in send(browser, f"{page}/anne", page=page, do="remove").text
