import pytest

from catalogue.record import Record
from search_app import notice
from search_app.page_images.page_image import PageImageError
from search_app.page_images.page_words import Box, Layout, PageWord
from tests.search_app.conftest import site_of
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, texts

WEBP = b"RIFF....WEBP"


class PaintedImages:
    """Stands for the process that draws pages."""

    def image(self, path, sha256, page, width):
        if width != 1000:
            raise PageImageError(f"Il n'y a pas d'image de {width} pixels de large.")
        return WEBP

    def layout(self, path, sha256, page):
        return Layout(
            1.4,
            (PageWord("La", (Box(0.1, 0.1, 0.05, 0.02),)), PageWord("santé.", (Box(0.2, 0.1, 0.1, 0.02),))),
        )


@pytest.fixture
def drawn(app, monkeypatch, library):
    """The PDF of the activity report stands in the corpus and its pages can be drawn."""
    path = library.corpus / "rapports" / "activite-2007.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"%PDF-1.4\n")
    monkeypatch.setattr(app.extensions["site_library"], "images", PaintedImages())
    yield
    path.unlink()


def test_a_notice_describes_and_gives_its_reasons(client):
    page = page_of(client.get("/notice/rapport-2007"))
    assert texts(page, "h1") == ["Rapport d'activité 2007 : un centre de ressources pour deux régions"]
    assert "Ateliers santé-ville" in texts(page, ".description a")
    (quote,) = page.cssselect("blockquote a[href='/notice/rapport-2007/page/3']")
    assert (quote.text, "termes du vocabulaire" in page.text_content()) == ("p. 3", True)


def test_a_notice_shows_where_the_words_stand(client):
    page = page_of(client.get("/notice/rapport-2007?q=sante"))
    places = page.cssselect(".extracts .place")
    assert [each.get("href") for each in places] == [
        "/notice/rapport-2007/page/3?q=sante#occ-1",
        "/notice/rapport-2007/page/4?q=sante#occ-1",
    ]
    assert page.cssselect(".back a")[0].get("href") == "/recherche?q=sante"


def test_zotero_reads_a_report_from_a_notice(client, monkeypatch):
    monkeypatch.setattr("search_app.pages.links.site_root", lambda: "https://fonds.example")
    page = page_of(client.get("/notice/rapport-2007"))
    tags = [(each.get("name"), each.get("content")) for each in page.cssselect("meta[name^=citation_]")]
    assert ("citation_author", "Martin, Claire") in tags
    assert ("citation_publication_date", "2007") in tags
    assert ("citation_technical_report_institution", "Villes au carré") in tags
    assert ("citation_pdf_url", "https://fonds.example/notice/rapport-2007/fichier") in tags
    assert page.cssselect("link[rel=canonical]")[0].get("href") == "https://fonds.example/notice/rapport-2007"


def test_the_json_twin_keeps_the_path_of_the_file_to_itself(client):
    answer = client.get("/notice/rapport-2007.json")
    assert answer.json["title"].startswith("Rapport d'activité 2007")
    assert answer.json["url"] == "/notice/rapport-2007"
    assert "activite-2007.pdf" not in answer.text


@pytest.mark.parametrize(("suffix", "body"), [("", "<h1>"), (".json", '"error"')])
def test_unknown_and_withdrawn_notices_say_so(client, suffix, body):
    unknown, withdrawn = client.get(f"/notice/rien{suffix}"), client.get(f"/notice/retire{suffix}")
    assert (unknown.status_code, withdrawn.status_code) == (404, 410)
    assert body in unknown.text
    assert "rapport-2007" in withdrawn.text


def test_the_page_view_marks_the_text_and_leads_to_the_next_hit(client):
    page = page_of(client.get("/notice/rapport-2007/page/3?q=sante"))
    assert texts(page, ".text mark") == ["santé", "santé", "santé"]
    assert texts(page, ".hits strong") == ["Occurrence 1 sur 4"]
    (onward,) = page.cssselect(".hits .steps a")
    assert onward.get("href") == "/notice/rapport-2007/page/3?q=sante&occ=2#occ-2"
    assert [each.text for each in page.cssselect(".hits [aria-current]")] == ["3"]
    last = page_of(client.get("/notice/rapport-2007/page/3?q=sante&occ=3"))
    assert last.cssselect(".hits .steps a")[-1].get("href") == "/notice/rapport-2007/page/4?q=sante#occ-1"


def test_the_number_of_a_page_is_typed(client):
    def asked(said):
        return client.get(f"/notice/rapport-2007/page?{said}").location

    assert asked("n=3&q=sante&zoom=200") == "/notice/rapport-2007/page/3?q=sante&zoom=200"
    assert asked("n=99") == "/notice/rapport-2007/page/4"
    assert asked("n=-1") == asked("n=deux") == "/notice/rapport-2007/page/1"
    assert client.get("/notice/inconnue/page?n=1").status_code == 404


def test_a_page_is_shown_as_image_as_text_or_both(client, drawn):
    url = "/notice/rapport-2007/page/3?q=sante"
    both, image, text = (page_of(client.get(url + more)) for more in ("", "&vue=image", "&vue=texte"))
    assert [len(each.cssselect(".scan")) for each in (both, image, text)] == [1, 1, 0]
    assert [len(each.cssselect("section.text")) for each in (both, image, text)] == [1, 0, 1]
    # Beside the image the text is moved within its own window, by the keyboard too (WCAG 2.1.1).
    assert both.cssselect("section.text[tabindex='0'][aria-labelledby]")
    assert [each.cssselect("#occ-1")[0].tag for each in (both, image, text)] == ["g", "g", "mark"]
    assert all(each.xpath("count(//*[@id='occ-1'])") == 1 for each in (both, image, text))


def test_a_page_is_enlarged_by_its_address(client, drawn):
    page = page_of(client.get("/notice/rapport-2007/page/3?zoom=150"))
    assert page.cssselect(".scan")[0].get("class") == "scan zoom-150"
    larger = page.cssselect(".zoom a[aria-label^=Agrandir]")[0].get("href")
    assert larger == "/notice/rapport-2007/page/3?zoom=200"
    assert page.cssselect(".turn a[rel=next]")[0].get("href") == "/notice/rapport-2007/page/4?zoom=150"


def test_the_original_opens_at_the_page(client):
    (link,) = page_of(client.get("/notice/rapport-2007/page/3")).cssselect(".original a")
    assert link.get("href") == "/notice/rapport-2007/fichier#page=3"


def test_the_page_view_marks_the_image(client, drawn):
    page = page_of(client.get("/notice/rapport-2007/page/3?q=sante"))
    (box,) = page.cssselect(".overlay rect")
    assert [float(box.get(each)) for each in ("x", "y", "width", "height")] == [200, 140, 100, 28]
    assert page.cssselect(".overlay")[0].get("viewbox") == "0 0 1000 1400"
    assert page.cssselect(".scan img")[0].get("src") == "/notice/rapport-2007/page/3/image?largeur=1000"


def test_a_page_beyond_the_last_leads_to_the_last(client):
    answer = client.get("/notice/rapport-2007/page/99?q=sante")
    assert (answer.status_code, answer.location) == (302, "/notice/rapport-2007/page/4?q=sante")
    assert client.get("/notice/rapport-2007/page/0").status_code == 404


def test_an_image_is_drawn_at_the_known_widths(client, drawn):
    answer = client.get("/notice/rapport-2007/page/1/image?largeur=1000")
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/webp", WEBP)
    assert client.get("/notice/rapport-2007/page/1/image?largeur=7").status_code == 404
    assert client.get("/notice/rapport-2007/page/9/image").status_code == 404


def test_a_page_without_image_is_a_blank_sheet_in_a_page_and_a_sentence_on_its_own(client):
    url = "/notice/fiche-jardin/page/1/image"
    assert client.get(url).mimetype == "image/svg+xml"
    asked = client.get(url, headers={"Accept": "text/html"})
    assert (asked.status_code, asked.mimetype) == (404, "text/html")


def test_a_pdf_is_shown_and_named_after_its_title(client, drawn):
    answer = client.get("/notice/rapport-2007/fichier")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert "Rapport%20d%27activit%C3%A9%202007" in answer.headers["Content-Disposition"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content"), [("lettres/12.html", b"<script>"), ("fiches/jardin.docx", b"PK")]
)
def test_what_could_run_is_saved_and_never_shown(client, library, name, content):
    path = library.corpus / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    answer = client.get(f"/notice/{'lettre-12' if name.endswith('html') else 'fiche-jardin'}/fichier")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.mimetype == "application/octet-stream"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_notice_without_document_offers_none(library):
    alone = Record("annonce", "Journée du 9 octobre", file="annonce.toml")
    (library.corpus / "annonce.toml").write_text("title = 'Journée'", encoding="utf-8")
    client = site_of(library, MemoryCatalogue(library.folder, ((alone, ()),))).test_client()
    assert page_of(client.get("/notice/annonce")).cssselect("#take") == []
    answer = client.get("/notice/annonce/fichier")
    assert (answer.status_code, "title =" in answer.text) == (404, False)


def test_a_file_that_has_gone_is_said(client):
    assert client.get("/notice/guide-conseils/fichier").status_code == 404


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bilan\r\nX-Evil: 1", "Bilan X-Evil 1.pdf"),
        ("a/b\\c:d*?", "a b c d.pdf"),
        ("cod\u202efdp.exe", "codfdp.exe.pdf"),
        ("  ..  ", "x.pdf"),
        ("é" * 300, "é" * notice.NAME_LENGTH + ".pdf"),
    ],
)
def test_download_names(title, name):
    assert notice.download_name(Record("x", title, format="application/pdf"), ".pdf") == name


def test_the_audience_is_named_in_the_language_of_the_page(client):
    page = page_of(client.get("/notice/guide-conseils?hl=en"))
    assert "Elected officials" in page.text_content()
    assert client.get("/notice/guide-conseils.json").json["audience"] == ["elus"]


def test_a_document_that_is_not_laid_out_has_a_cover_drawn_from_its_text(client, library):
    answer = client.get("/notice/fiche-jardin/page/1/image?largeur=240")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert "max-age=300" in answer.headers["Cache-Control"]
    (cover,) = page_of(client.get("/notice/fiche-jardin")).cssselect(".take img.cover")
    assert cover.get("src") == "/notice/fiche-jardin/page/1/image?largeur=240"
    assert client.get("/notice/fiche-jardin/page/2/image?largeur=240").status_code == 404
