from indexer.extract.layout import PlacedLine, Sheet
from indexer.extract.pdf_pages import clean_pages, prominent_lines


def test_a_year_that_ends_a_title_is_one_of_its_lines_and_a_page_number_is_not() -> None:
    written = ("Du contrat de ville à « Engagements", "2030 »", "12")
    lines = tuple(PlacedLine(text, index, 36.0, 0.1) for index, text in enumerate(written))
    found = prominent_lines([Sheet("\n".join(written), lines)], {})
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
    (page,) = clean_pages([Sheet(head, needs_ocr=True)], {0: Sheet(scan)}, (), {})
    assert page.text.count("Centre de ressources") == 1
    assert "CONSEIL LOCAL DE SECURITE" in page.text
    assert "l'évaluation du projet de territoire. La médiation sociale" in page.text


def test_lines_that_a_scan_adds_are_placed_where_they_now_stand() -> None:
    stamp = Sheet("\n\nReçu en mairie", (PlacedLine("Reçu en mairie", 2, 9.0, 0.05),), needs_ocr=True)
    seen = ("reçu en mairie", "Plan de sauvegarde", "des copropriétés du quartier")
    placed = tuple(PlacedLine(text, 2 * index, 30.0, 0.2) for index, text in enumerate(seen))
    found = prominent_lines([stamp], {0: Sheet("\n\n".join(seen), placed)})
    assert [(line.text, line.size) for line in found] == [
        ("Reçu en mairie", 9.0),
        ("Plan de sauvegarde", 30.0),
        ("des copropriétés du quartier", 30.0),
    ]


def test_a_head_that_runs_through_scanned_pages_is_kept_once() -> None:
    said = ["les habitants du quartier", "la rénovation de la place", "un centre social neuf", "le tram"]
    scans = {
        number: Sheet(
            f"Contrat de ville\n{each}\n",
            (PlacedLine("Contrat de ville", 0, 10.0, 0.04), PlacedLine(each, 1, 10.0, 0.5)),
        )
        for number, each in enumerate(f"{each} et ses abords, avec tous. " * 60 for each in said)
    }
    pages = clean_pages([Sheet("", needs_ocr=True)] * len(said), scans, (), {})
    assert [page.text.count("Contrat de ville") for page in pages] == [1, 0, 0, 0]
