from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ExtractionError, Reason
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.rtf import extract
from indexer.extract.rtf_reader import RtfReader


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fiche.rtf"


def read(path: Path, body: str) -> Extracted:
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg1252 " + body.encode("latin-1") + b"}")
    return extract(path, Options())


def texts(path: Path, body: str) -> list[str]:
    return [page.text for page in read(path, body).pages]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\'e9tude de l\rquote\'eatre", "étude de l’être"),
        (r"c\u339?ur et \u233\'e9t\u233\'e9", "cœur et été"),
        (r"\uc2\u8364EU euros", "€ euros"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a\~b\_c\-d\{e\}", "a b-cd{e}"),
        (r"\emdash\bullet\endash x", "—•–x"),
        ("un\r\ndeux", "undeux"),
        ("brut : \xe9t\xe9", "brut : été"),
    ],
)
def test_characters_are_those_of_french_windows(path: Path, written: str, meant: str) -> None:
    assert texts(path, rf"{written}\par") == [meant]


def test_a_font_may_have_its_own_encoding(path: Path) -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset128 MS;}}"
    assert texts(path, rf"{fonts}\f0 \'e9 \f1 \'f9 {{\f2 \'82\'a0}} \plain\'e9") == ["é ů あ é"]


def test_tables_are_rows(path: Path) -> None:
    row = r"\trowd\pard\intbl {}\cell {}\cell\row "
    body = row.format("R\\'e9gion", "ZUS") + row.format("Centre", "30") + r"\pard Apr\'e8s\par"
    assert texts(path, body) == ["Région | ZUS\nCentre | 30\nAprès"]


def test_notes_boxes_and_headers_are_read_once(path: Path) -> None:
    header = r"{\header\pard Bilan\par}"
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard Encadr\'e9\par}}{\shprslt Encadr\'e9}}"
    note = r"{\footnote\pard Note\par}{\*\annotation Remarque}"
    body = rf"{header}{header}\pard Avant{box}{note} apr\'e8s\par Suite\par"
    assert texts(path, body) == ["Avant après\nEncadré\nSuite\nBilan\nNote\nRemarque"]


def test_what_is_deleted_hidden_or_machinery_is_left_out(path: Path) -> None:
    machinery = r"{\pict\bin3 }}}}{\*\inconnu x}{\field{\*\fldinst HYPERLINK y}{\fldrslt lien}}{\xe z}"
    assert texts(path, rf"{machinery} vu{{\deleted perdu}}{{\v cach\'e9}}\par") == ["lien vu"]


def test_a_duplicate_for_old_programs_is_read_once(path: Path) -> None:
    assert texts(path, r"{\upr{ancien}{\*\ud nouveau}}") == ["nouveau"]


def test_typed_breaks_and_sections_make_pages(path: Path) -> None:
    body = (
        r"Un\par\page Deux\par\sect\sectd\sbknone encore deux\par\sect\sectd Trois\par\pard\pagebb Quatre\par"
    )
    assert texts(path, body) == ["Un", "Deux\nencore deux", "Trois", "Quatre"]


def test_styles_tell_headings(path: Path) -> None:
    sheet = r"{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\s2 Titre;}{\*\cs3 autre;}}"
    extracted = read(path, rf"{sheet}\pard\s2 Bilan\par\pard\s1 Missions\par\pard\fs20 Corps\par")
    assert [(line.text, line.size) for line in extracted.lines] == [
        ("Bilan", 30.0),
        ("Missions", 24.0),
        ("Corps", 10.0),
    ]
    assert extracted.pages[0].headings == ("Bilan", "Missions")


def test_properties_are_read(path: Path) -> None:
    info = (
        r"{\info{\title L\'e9gende}{\author Anne; Luc}{\keywords ville, sant\'e9}{\*\company GIP}"
        r"{\creatim\yr2007\mo10\dy9\hr8}{\revtim\yr0\mo0\dy0}}"
    )
    metadata = read(path, info + "x").metadata
    assert (metadata.title, metadata.creators, metadata.publisher) == ("Légende", ("Anne", "Luc"), "GIP")
    assert (metadata.keywords, metadata.created, metadata.modified) == (("ville", "santé"), "2007-10-09", "")


def test_what_is_no_rtf_is_damaged(path: Path) -> None:
    path.write_text("autre chose")
    with pytest.raises(ExtractionError, match=path.name) as refused:
        extract(path, Options())
    assert refused.value.reason is Reason.DAMAGED


def test_a_truncated_file_gives_what_it_holds(path: Path) -> None:
    path.write_bytes(rb"{\rtf1 Un\par{\footnote note {\b gras")
    assert extract(path, Options()).pages[0].text == "Un\nnote gras"


WORDS = (
    *(r"\par ", r"\cell ", r"\row ", r"\intbl ", r"\pard ", r"\page ", r"\sect ", "{", "}", r"\*", "mot "),
    *(r"\u233?", r"\uc-3 ", r"\'e9", r"{\footnote ", r"{\header ", r"{\shptxt ", r"{\info{\title ", r"{\upr"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_mixture_of_words_stops_the_reading(words: list[str]) -> None:
    RtfReader().read(("{\\rtf1 " + "".join(words)).encode("latin-1")).blocks()
