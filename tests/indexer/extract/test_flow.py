from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.flow import ROW_LENGTH, Flow


def texts(flow: Flow) -> list[str]:
    return [block.text for block in flow.blocks()]


def say(flow: Flow, text: str) -> None:
    flow.begin_paragraph()
    flow.write(text)
    flow.end_paragraph()


def test_what_hangs_from_a_paragraph_follows_it() -> None:
    flow = Flow()
    flow.begin_paragraph()
    flow.write("Avant ")
    say(flow, "encadré")
    flow.begin_aside()
    say(flow, "note")
    flow.end_aside()
    flow.write("après")
    flow.end_paragraph(level=2, size=14)
    assert [(b.text, b.level, b.size, b.aside) for b in flow.blocks()] == [
        ("Avant après", 2, 14, False),
        ("encadré", 0, 0, False),
        ("note", 0, 0, True),
    ]


def test_a_short_row_is_a_line_without_its_empty_cells() -> None:
    flow = Flow()
    flow.begin_row()
    for cell in ("Centre", "", "30\nZUS"):
        flow.begin_cell()
        flow.write(cell)
        flow.end_cell()
    flow.end_row()
    assert texts(flow) == ["Centre | 30 ZUS"]


def test_long_cells_stand_apart_from_their_short_neighbours() -> None:
    flow = Flow()
    flow.begin_row()
    for cell in ("3", "Cerema", "x" * ROW_LENGTH, "y" * ROW_LENGTH, "oui"):
        flow.begin_cell()
        say(flow, cell)
        flow.end_cell()
    flow.end_row()
    assert texts(flow) == ["3 | Cerema", "x" * ROW_LENGTH, "y" * ROW_LENGTH, "oui"]


def test_a_page_break_cuts_a_paragraph_and_remembers_it() -> None:
    flow = Flow()
    flow.begin_paragraph()
    flow.write("La fin de la phrase ")
    flow.break_page()
    assert flow.page_is_blank
    flow.write("est sur l'autre page.")
    flow.end_paragraph()
    assert [(b.text, b.page, b.continues) for b in flow.blocks()] == [
        ("La fin de la phrase", 1, False),
        ("est sur l'autre page.", 2, True),
    ]


def test_a_cell_outside_of_any_row_is_not_lost() -> None:
    flow = Flow()
    flow.begin_cell()
    flow.write("seule")
    flow.end_cell()
    assert texts(flow) == ["seule"]


@given(st.lists(st.sampled_from(["paragraph", "aside", "box", "row", "cell"]), max_size=40))
def test_words_come_out_once_in_whatever_nesting(kinds: list[str]) -> None:
    flow = Flow()
    for number, kind in enumerate(kinds):
        getattr(flow, f"begin_{kind}")()
        flow.write(f"mot{number} ")
    for kind in reversed(kinds):
        getattr(flow, f"end_{kind}")()
    words = " ".join(texts(flow)).replace("|", " ").split()
    assert sorted(words) == sorted(f"mot{number}" for number in range(len(kinds)))
