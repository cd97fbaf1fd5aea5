from reportlab.lib.colors import black
from reportlab.platypus import Table

from demonstration.markup import read_blocks
from demonstration.writers.pdf_flow import Flow
from demonstration.writers.pdf_styles import FACES, stylesheet
from tests.demonstration.samples import TEXT


def flow(text: str) -> list[object]:
    styles = stylesheet(FACES["helvetica"], black)
    return list(Flow(styles, black, 300).flow(read_blocks(text)))


def test_a_table_takes_the_whole_width_and_breaks_no_word() -> None:
    (table, _) = flow("| Heure | Remarque |\n| --- | --- |\n| 7 h | " + "Un long constat. " * 20 + " |")
    assert isinstance(table, Table)
    assert round(sum(table._colWidths)) == 300
    assert table._colWidths[0] > 30


def test_notes_are_numbered_where_they_are_called_and_set_at_the_end() -> None:
    texts = [part.text for part in flow(TEXT) if hasattr(part, "text")]
    assert "<super>1</super>" in texts[1]
    assert texts[-1] == "<super>1</super> Une note."
