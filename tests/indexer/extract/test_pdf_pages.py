from indexer.extract.layout import PlacedLine, Sheet
from indexer.extract.pdf_pages import clean_pages, prominent_lines


def test_a_year_that_ends_a_title_is_one_of_its_lines_and_a_page_number_is_not() -> None:
    written = ("Du contrat de ville à « Engagements", "2030 »", "12")
    lines = tuple(PlacedLine(text, index, 36.0, 0.1) for index, text in enumerate(written))
    found = prominent_lines([Sheet("\n".join(written), lines)])
    assert [line.text for line in found] == list(written[:2])


def test_of_a_scan_under_a_letterhead_no_line_is_taken_for_one_of_the_letterhead() -> None:
    head = (
        "Centre de ressources politique de la ville - 12 rue de la République 69000 Lyon\n"
        "Direction générale des services - Pôle cohésion sociale, habitat et renouvellement urbain"
    )
    scan = (
        "Centre de ressources politique de la ville - 12 rue de la Republique 69000 Lyon\n"
        "CONSEIL LOCAL DE SECURITE ET DE PREVENTION DE LA DELINQUANCE\n\n"
        "Les habitants des quartiers prioritaires ont été associés à l'évaluation du\n"
        "projet de territoire. La médiation sociale, la prévention de la délinquance\n"
        "et la réussite éducative sont les trois priorités retenues par la communauté."
    )
    (page,) = clean_pages([Sheet(head, needs_ocr=True)], {0: scan}, (), {})
    assert page.text.count("Centre de ressources") == 1
    assert "CONSEIL LOCAL DE SECURITE" in page.text
    assert "l'évaluation du projet de territoire. La médiation sociale" in page.text
