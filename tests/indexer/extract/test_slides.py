from pathlib import Path
from zipfile import ZipFile

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.util import Cm

from indexer.errors import ExtractionError
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.slides import extract
from tests.indexer.extract.packaging import write_zip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journee.pptx"


@pytest.fixture
def presentation() -> Presentation:
    return pptx.Presentation()


def read(path: Path) -> Extracted:
    return extract(path, Options())


def texts(path: Path) -> list[str]:
    return [page.text for page in read(path).pages]


def test_a_slide_is_a_page_with_its_title_and_notes(path: Path, presentation: Presentation) -> None:
    for title in ("Rénovation urbaine", "Santé"):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.placeholders[1].text = "Point"
        slide.shapes.title.text = title
        slide.notes_slide.notes_text_frame.text = f"Dire {title}"
    presentation.core_properties.title = "Journée"
    presentation.save(str(path))
    extracted = read(path)
    assert texts(path) == ["Rénovation urbaine\nPoint\nDire Rénovation urbaine", "Santé\nPoint\nDire Santé"]
    assert [page.headings for page in extracted.pages] == [("Rénovation urbaine",), ("Santé",)]
    assert extracted.metadata.title == "Journée"


def test_slides_come_in_the_order_of_the_presentation(path: Path, presentation: Presentation) -> None:
    for title in ("un", "deux", "trois"):
        presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = title
    order = presentation.slides._sldIdLst
    order.append(order[0])
    order[0].set("show", "0")
    presentation.save(str(path))
    assert texts(path) == ["deux", "trois", "un"]


def test_tables_and_groups_are_read(path: Path, presentation: Presentation) -> None:
    shapes = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes
    table = shapes.add_table(2, 2, Cm(1), Cm(1), Cm(9), Cm(3)).table
    for cell, content in zip(table.iter_cells(), ("Région", "ZUS", "Centre", "30"), strict=True):
        cell.text = content
    group = shapes.add_group_shape().shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(1), Cm(3), Cm(1)).text_frame.text = "Au fond\vdu groupe"
    presentation.save(str(path))
    assert texts(path) == ["Région | ZUS\nCentre | 30\n\nAu fond\ndu groupe"]


def test_labels_of_a_chart_are_read(path: Path, presentation: Presentation) -> None:
    data = CategoryChartData()
    data.categories = ["Tours", "Orléans"]
    data.add_series("Habitants", (1, 2))
    shapes = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes
    shapes.add_chart(XL_CHART_TYPE.PIE, Cm(1), Cm(1), Cm(5), Cm(5), data)
    presentation.save(str(path))
    assert {"Tours", "Orléans", "Habitants"} <= set(texts(path)[0].replace("|", " ").split())


def test_a_slide_that_is_missing_is_passed_over(path: Path, presentation: Presentation) -> None:
    for title in ("un", "deux"):
        presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = title
    presentation.save(str(path))
    with ZipFile(path) as package:
        kept = {name: package.read(name) for name in package.namelist() if name != "ppt/slides/slide1.xml"}
    assert texts(write_zip(path, kept)) == ["deux"]


def test_what_holds_no_presentation_is_damaged(path: Path) -> None:
    with pytest.raises(ExtractionError, match=path.name):
        read(write_zip(path, {"ppt/autre.xml": "<a/>"}))
