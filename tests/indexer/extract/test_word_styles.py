from itertools import pairwise

import pytest
from lxml import etree

from indexer.extract.word_styles import Style, Styles, W, child, run_size

SHEET = f"""<w:styles xmlns:w="{W[1:-1]}">
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
%s</w:styles>"""


def styles(*elements: str) -> Styles:
    return Styles([etree.fromstring(SHEET % "".join(elements))])


def style(identifier: str, name: str = "", base: str = "", properties: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/>{properties}</w:style>'
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("heading 1", Style(1, 24.0)),
        ("Titre 2", Style(2, 20.0)),
        ("Title", Style(1, 30.0)),
        ("Titre", Style(1, 30.0)),
        ("Sous-titre", Style(0, 22.0)),
        ("Heading 9", Style(6, 14.0)),
        ("Corps de texte", Style(0, 11.0)),
    ],
)
def test_names_tell_headings_in_both_languages(name: str, expected: Style) -> None:
    assert styles(style("s", name)).of("s") == expected


def test_without_a_sheet_the_identifier_is_the_name() -> None:
    assert Styles([]).of("Titre1") == Style(1, 24.0)


def test_a_style_takes_size_and_level_from_its_base() -> None:
    large = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="36"/></w:rPr>'
    assert styles(style("base", properties=large), style("s", base="base")).of("s") == Style(2, 18.0)


def test_styles_based_on_each_other_end() -> None:
    assert styles(style("a", base="b"), style("b", base="a")).of("a") == Style(0, 11.0)


def test_a_long_chain_of_styles_is_followed() -> None:
    names = [f"s{number}" for number in range(5000)]
    chain = [style(derived, base=base) for base, derived in pairwise(names)]
    assert styles(style("s0", "heading 3"), *chain).of("s4999") == Style(3, 18.0)


def test_a_child_is_the_first_of_its_name_and_none_of_nothing() -> None:
    run = etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:t/><w:t w:val="1"/><w:p><w:sz/></w:p></w:r>')
    assert child(run, "t") is run[0]
    assert child(run, "sz") is None
    assert child(None, "t") is None


def test_the_largest_size_of_all_runs_counts() -> None:
    sizes = "".join(f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr></w:r>' for size in (20, 48, "x"))
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r/>{sizes}</w:p>')
    assert run_size(paragraph) == 24.0
