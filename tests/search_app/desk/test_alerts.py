"""Who follows what, as the desk sees it."""

from alerts.subscription import Frequency
from alerts.subscriptions import Subscriptions


def follow(library, search):
    Subscriptions(library.state).ask("anne@exemple.fr", search, Frequency.DAILY, "fr", visitor="192.0.2.1")


def test_the_desk_lists_who_follows_what_and_erases(memory, desk_library, log_in):
    follow(desk_library, "q=logement")
    follow(desk_library, "theme=disparu")
    claire = log_in("claire")
    page = claire.get("/atelier/alertes").text
    assert "anne@exemple.fr" in page and "attend d&#39;être confirmée" in page
    assert "il manque [mail] host, [mail] sender, [library] url" in page
    assert page.count("un filtre de cette recherche n'existe plus") == 1
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    done = claire.post("/atelier/alertes", data={"csrf_token": token, "email": "anne@exemple.fr"})
    assert "anne@exemple.fr" not in claire.get(done.location).text
    assert Subscriptions(desk_library.state).all() == []


def test_a_depositor_sees_no_address(memory, log_in):
    assert log_in("paul").get("/atelier/alertes").status_code == 403
