from io import BytesIO
from zipfile import ZipFile

from tests.search_app.pages.html import page_of, texts

NOTICES = {
    "a": 'title = "Bilan des ASV"\nthemes = ["sante"]\nlanguage = "fr"\n'
    'abstract = "Dix ans d\'ateliers."\nissued = "2026"\n',
    "b": 'title = "Note secrète"\naccess = "internal"\n',
    "c": 'title = "Sans thème"\n',
}


def test_the_letter_tells_what_is_new_and_public_by_theme(log_in, run_index, desk_library):
    for name, lines in NOTICES.items():
        (desk_library.corpus / f"{name}.toml").write_text(lines, encoding="utf-8")
    run_index()
    claire = log_in("claire")
    page = page_of(claire.get("/atelier/lettre"))
    assert texts(page, ".report h3") == ["Santé", "Autres documents"]
    told = " ".join(texts(page, ".report p"))
    assert "Bilan des ASV (2026)" in told
    assert "Note secrète" not in told
    assert page_of(claire.get("/atelier/lettre?hl=en")).cssselect(".report p[lang=fr]")
    with ZipFile(BytesIO(claire.get("/atelier/lettre.odt").data)) as package:
        assert "Dix ans d'ateliers." in package.read("content.xml").decode()


def test_a_day_without_news_says_so(log_in, run_index):
    run_index()
    page = page_of(log_in("claire").get("/atelier/lettre?depuis=2126-01-01"))
    assert "Rien de nouveau depuis ce jour." in texts(page, ".report p")
