import pytest

from demonstration import blocks as b
from demonstration.markup import read_blocks


def one(text: str) -> b.Block:
    (block,) = read_blocks(text)
    return block


def test_reads_bold_and_italic() -> None:
    assert one("un **gras** *ici*") == b.Paragraph(
        (b.Run("un "), b.Run("gras", bold=True), b.Run(" "), b.Run("ici", italic=True))
    )


def test_a_note_belongs_to_what_precedes_it() -> None:
    block = one("un mot^[sa note] puis")
    assert isinstance(block, b.Paragraph)
    assert [(run.text, run.note) for run in block.runs] == [("un mot", "sa note"), (" puis", "")]


def test_insertions_and_remarks_as_criticmarkup_writes_them() -> None:
    block = one("avant {++ajout++}{>>à revoir<<}")
    assert isinstance(block, b.Paragraph)
    assert block.runs[-1] == b.Run("ajout", inserted=True, remark="à revoir")


def test_a_chart_has_a_title_a_unit_and_bars() -> None:
    chart = one("```graphique Part | %\nA ; 3,5\nB ; 2\n```")
    assert chart == b.Chart("Part", (("A", 3.5), ("B", 2.0)), "%")


def test_a_table_has_a_header() -> None:
    table = one("| a | b |\n| --- | --- |\n| c | d |")
    assert isinstance(table, b.Table)
    assert [b.plain(cell) for cell in table.header] == ["a", "b"]
    assert [[b.plain(cell) for cell in row] for row in table.rows] == [["c", "d"]]


def test_a_rule_is_a_new_page() -> None:
    assert read_blocks("un\n\n---\n\ndeux")[1] == b.PageBreak()


@pytest.mark.parametrize("text", ["```inconnu\nx\n```", "    du code"])
def test_refuses_what_no_writer_knows(text: str) -> None:
    with pytest.raises(ValueError, match=r"inconnu|équivalent"):
        read_blocks(text)
