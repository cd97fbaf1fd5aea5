from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from catalogue.rooms import RUBRICS
from catalogue.short_code import short_code
from indexer.describe.practice_sheet import read_rubrics
from indexer.extract.formats import Options, detect, extract
from tests.search_app.pages.html import page_of, texts


def titles(answer):
    return texts(page_of(answer), ".room-list h2")


def test_sheets_are_listed_with_who_ran_them_and_narrowed(rooms_client):
    assert set(titles(rooms_client.get("/experiences"))) == {"Un jardin partagé", "Une école du vélo"}
    assert titles(rooms_client.get("/experiences?porteur=dreux")) == ["Une école du vélo"]
    assert titles(rooms_client.get("/experiences?moyens=mi-temps")) == ["Un jardin partagé"]
    assert titles(rooms_client.get("/experiences?theme=cadre-de-vie")) == ["Un jardin partagé"]
    assert titles(rooms_client.get("/experiences?q=adultes")) == ["Une école du vélo"]


def test_what_was_typed_and_chosen_stays_on_every_way(rooms_client):
    page = page_of(rooms_client.get("/experiences?theme=cadre-de-vie&moyens=mi-temps"))
    (form,) = page.cssselect("form.line-form")
    assert {"theme": "cadre-de-vie", "moyens": "mi-temps"}.items() <= dict(form.form_values()).items()
    ways = [each.get("href") for each in page.cssselect(".counted a, header p a")]
    assert ways
    assert all("moyens=mi-temps" in each for each in ways)


def test_each_says_whether_somebody_checked_that_it_goes_on(rooms_client):
    page = page_of(rooms_client.get("/experiences"))
    assert "Toujours active au 3 mars 2026" in texts(page, ".hint")
    assert "Toujours active ? À vérifier auprès du porteur" in texts(page, ".hint.restricted")


def test_sheets_stand_side_by_side_rubric_by_rubric(rooms_client):
    codes = ",".join(map(short_code, ("jardin", "velo", "actes")))
    page = page_of(rooms_client.get(f"/experiences/comparer?d={codes}"))
    assert texts(page, "thead th") == ["Un jardin partagé", "Une école du vélo"]
    assert "Porteur" in texts(page, "tbody th")
    row = next(each for each in page.cssselect("tbody tr") if "Moyens" in each.text_content())
    assert texts(row, "td") == ["Un mi-temps, 12 000 euros", "—"]
    assert "Seules des fiches" in page.text_content()


def test_a_written_sheet_has_its_rubrics_on_its_notice(rooms_client):
    page = page_of(rooms_client.get("/notice/jardin"))
    assert "Centre social des Rives" in page.text_content()
    assert rooms_client.get("/notice/jardin.json").json["type"] == "fiche-experience"


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_template_filled_in_comes_back_whole(rooms_client, tmp_path, ending):
    answer = rooms_client.get(f"/experiences/modele.{ending}")
    assert answer.data == rooms_client.get(f"/experiences/modele.{ending}").data
    path = tmp_path / f"fiche.{ending}"
    path.write_bytes(filled(answer.data) if ending == "docx" else filled_open(answer.data))
    extracted = extract(path, detect(path), Options())
    found = {each.name: each.text for each in read_rubrics(extracted.pages)}
    assert found == {name: f"Ce que dit {name}." for name in RUBRICS}


def filled(template):
    """What somebody makes of it: a sentence under each heading."""
    document = Document(BytesIO(template))
    names = iter(RUBRICS)
    for paragraph in document.paragraphs[1:]:
        if not paragraph.text:
            paragraph.text = f"Ce que dit {next(names)}."
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def filled_open(template):
    """The same of an OpenDocument text."""
    names, made = iter(RUBRICS), BytesIO()
    with ZipFile(BytesIO(template)) as package, ZipFile(made, "w") as archive:
        for name in package.namelist():
            content = package.read(name)
            if name == "content.xml":
                root = etree.fromstring(content)
                for heading in root.xpath("//*[local-name()='h']"):
                    heading.getnext().text = f"Ce que dit {next(names)}."
                content = etree.tostring(root)
            archive.writestr(name, content)
    return made.getvalue()


def test_another_template_is_refused_in_a_sentence(rooms_client):
    assert rooms_client.get("/experiences/modele.pages").status_code == 404
