"""A file that could not be read: tried again, replaced, taken out."""

import io

import pytest

from catalogue.notice import read_notice
from tests.search_app.desk.conftest import send, token_of

PAGE = "/atelier/echecs"
TEXT = "# Bilan du Sanitas\n\n" + "La rénovation urbaine du quartier avance avec ses habitants. " * 30


@pytest.fixture
def broken(desk_library, run_index):
    """A document that cannot be read, with its notice."""
    path = desk_library.corpus / "bilan.pdf"
    path.write_bytes(b"%PDF-1.4 rien")
    path.with_name("bilan.pdf.toml").write_text('access = "network"\n')
    run_index()
    return path


@pytest.fixture
def claire(log_in):
    return log_in("claire")


def replaced(browser, name, content):
    form = {"csrf_token": token_of(browser, PAGE), "path": "bilan.pdf", "file": (io.BytesIO(content), name)}
    return browser.post(f"{PAGE}/remplacer", data=form, content_type="multipart/form-data")


def test_it_is_read_again_when_asked(broken, claire, run_index):
    assert run_index().extracted == 0
    before = broken.stat().st_mtime_ns
    assert send(claire, f"{PAGE}/reessayer", path="bilan.pdf").status_code == 302
    assert broken.stat().st_mtime_ns > before
    page = claire.get(PAGE).text
    assert "bilan.pdf" in page and "Réessayer" in page


def test_it_is_taken_out_and_comes_back(broken, claire, run_index):
    assert send(claire, f"{PAGE}/retirer", path="bilan.pdf").status_code == 302
    assert not broken.exists() and not broken.with_name("bilan.pdf.toml").exists()
    run_index()
    assert "tout ce qui est déposé se lit" in claire.get(PAGE).text
    assert "bilan.pdf" in claire.get("/atelier/corbeille").text


@pytest.mark.parametrize(("name", "stands"), [("nouveau.md", "nouveau.md"), ("Nouveau.PDF", "bilan.pdf")])
def test_another_file_takes_its_place_under_its_notice(broken, claire, desk_library, name, stands):
    assert replaced(claire, name, TEXT.encode()).status_code == 302
    assert (desk_library.corpus / stands).read_text() == TEXT
    assert read_notice(desk_library.corpus / f"{stands}.toml").values == {"access": "network"}
    assert "bilan.pdf" in claire.get("/atelier/corbeille").text


def test_no_other_file_is_touched(broken, claire, desk_library):
    (desk_library.corpus / "bon.md").write_text(TEXT)
    for path in ("bon.md", "../fonds.toml", ""):
        assert send(claire, f"{PAGE}/retirer", path=path).status_code == 404
    assert replaced(claire, "vide.pdf", b"").status_code == 400 and broken.exists()
    assert replaced(claire, "notice.toml", b"x").status_code == 400 and broken.exists()


def test_a_depositor_has_nothing_to_do_here(log_in):
    assert log_in("paul").get(PAGE).status_code == 403
