from indexer.extract.layout import PlacedLine, Sheet
from indexer.extract.running_lines import without_running_lines


def sheet(*lines: tuple[str, float], size: float = 10.0) -> Sheet:
    placed = tuple(PlacedLine(text, index, size, top) for index, (text, top) in enumerate(lines))
    return Sheet("\n".join(text for text, _ in lines), placed)


def body(number: int) -> tuple[str, float]:
    """More than half a page of text, over whose borders a sentence may run."""
    return f"Le texte de la page {'abcdefghij'[number]}. " * 60, 0.5


def test_head_and_foot_are_kept_once_and_page_numbers_never() -> None:
    sheets = [sheet(("Contrat de ville", 0.05), body(n), (f"- {n + 7} -", 0.95)) for n in range(4)]
    texts = without_running_lines(sheets)
    assert texts[0] == f"Contrat de ville\n{body(0)[0]}"
    assert texts[1:] == [body(n)[0] for n in range(1, 4)]


def test_a_head_with_the_page_number_in_it_runs() -> None:
    sheets = [sheet((f"Rapport 2007 page {n} / 5", 0.05), body(n)) for n in range(5)]
    assert without_running_lines(sheets)[1:] == [body(n)[0] for n in range(1, 5)]


def test_two_pages_are_no_custom() -> None:
    sheets = [sheet(("Annexe", 0.05), body(n)) for n in range(2)]
    assert without_running_lines(sheets) == [sheet.text for sheet in sheets]


def test_numbers_that_do_not_count_with_pages_say_something() -> None:
    numbers = (3, 8, 1, 12, 5)
    sheets = [sheet((f"Fiche action {number}", 0.05), body(n)) for n, number in enumerate(numbers)]
    assert without_running_lines(sheets) == [sheet.text for sheet in sheets]


def test_a_line_in_the_middle_of_pages_does_not_run() -> None:
    sheets = [sheet(("Oui Non", 0.4), body(n)) for n in range(4)]
    assert without_running_lines(sheets) == [sheet.text for sheet in sheets]


def test_a_heading_that_some_slides_share_stays() -> None:
    heading = PlacedLine("Contexte", 0, 24.0, 0.08)
    slides = [
        Sheet(f"Contexte\n{body(n)[0]}", (heading, PlacedLine(body(n)[0], 1, 12.0, 0.5))) for n in range(3)
    ]
    others = [sheet(body(n)) for n in range(3, 10)]
    assert without_running_lines([*slides, *others])[2].startswith("Contexte")


def test_landscape_pages_carry_the_head_at_another_height() -> None:
    sheets = [sheet(("Contrat de ville", 0.05 if n % 2 else 0.08), body(n)) for n in range(8)]
    assert [text.count("Contrat") for text in without_running_lines(sheets)] == [1, 0, 0, 0, 0, 0, 0, 0]


def test_a_page_that_holds_nothing_else_keeps_it() -> None:
    sheets = [sheet(("Contrat de ville", 0.05), body(n)) for n in range(3)]
    assert without_running_lines([*sheets, sheet(("Contrat de ville", 0.05))])[3] == "Contrat de ville"


def test_a_page_with_little_text_keeps_its_head_but_not_its_number() -> None:
    slides = [
        sheet(("Contrat de ville", 0.05), (f"Idée {'abcd'[n]}", 0.5), (f"{n + 1}", 0.95)) for n in range(4)
    ]
    assert without_running_lines(slides)[2] == "Contrat de ville\nIdée c"
