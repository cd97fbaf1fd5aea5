"""Documents put first on the page of a theme, chosen where they are seen."""

import pytest

from catalogue.short_code import short_code
from tests.search_app.desk.conftest import send
from tests.search_app.pages.html import page_of, texts

CODE = short_code("fiche-jardin")


@pytest.fixture
def claire(memory, log_in):
    return log_in("claire")


@pytest.mark.parametrize(
    "named", [f"https://doc.exemple.fr/d/{CODE}", "/notice/fiche-jardin?q=x", "fiche-jardin"]
)
def test_a_document_is_put_first_and_taken_away(claire, visitor, named):
    answer = send(claire, "/atelier/site/choisis", on="theme/sante", document=named)
    assert answer.location == "/theme/sante#choisis"
    page = page_of(visitor.get("/theme/sante"))
    assert texts(page, "#choisis h3") == ["Un jardin partagé au pied des tours"]
    assert not page.cssselect("#choisis form")
    assert page_of(claire.get("/theme/sante")).cssselect("#choisis form")
    send(claire, "/atelier/site/choisis", on="theme/sante", remove=CODE)
    assert not page_of(visitor.get("/theme/sante")).cssselect("#choisis")


def test_what_is_no_document_is_said_and_other_pages_keep_theirs(claire, visitor):
    send(claire, "/atelier/site/choisis", on="programme/cucs", document="rapport-2007")
    answer = send(claire, "/atelier/site/choisis", on="theme/sante", document="inconnu")
    assert answer.location == "/theme/sante?refuse=1#choisis"
    assert "document-error" in claire.get("/theme/sante?refuse=1").text
    assert texts(page_of(visitor.get("/dispositif/cucs")), "#choisis h3")
    assert send(claire, "/atelier/site/choisis", on="theme/neige", document="rapport-2007").status_code == 404


def test_what_is_not_public_is_not_shown(claire, visitor):
    send(claire, "/atelier/site/choisis", on="theme/sante", document="note-interne")
    assert "Note interne" in claire.get("/theme/sante").text
    assert "Note interne" not in visitor.get("/theme/sante").text
