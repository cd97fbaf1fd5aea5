import pytest

from indexer.describe.title import propose_title, reads_as_title
from indexer.extract.extracted import Line
from tests.indexer.describe.samples import extracted


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft Word - doc1.doc",
        "Sans titre",
        "untitled",
        "Présentation PowerPoint",
        "Diapositive 1",
        "CR_reunion-0312",
        "2013",
        "rapport.indd",
        "Document1",
        "Titre",
        "",
    ],
)
def test_what_programs_write_is_no_title(text: str) -> None:
    assert not reads_as_title(text)


def test_a_declared_title_is_believed_when_the_page_says_it() -> None:
    document = extracted(
        "Dreux Agglomération\nBilan du contrat de ville de Dreux\n2009",
        title="Bilan du contrat de ville de Dreux",
    )
    found = propose_title(document, "bilan.pdf")
    assert (found.value, found.method) == ("Bilan du contrat de ville de Dreux", "metadata")
    assert found.evidence[0].quote == "Bilan du contrat de ville de Dreux"


def test_the_title_of_another_document_gives_way_to_the_page() -> None:
    lines = (Line("Santé des habitants", 26), Line("du Sanitas", 26.2), Line("Diagnostic", 12))
    document = extracted(
        "Santé des habitants du Sanitas\nDiagnostic", lines=lines, title="Modèle de note de service"
    )
    found = propose_title(document, "x.pdf")
    assert (found.value, found.method) == ("Santé des habitants du Sanitas", "layout")


def test_the_author_is_no_title() -> None:
    document = extracted("12/2004", title="Anne Martin", creators=("Anne Martin",))
    assert propose_title(document, "note_de_cadrage_v2.docx").value == "Note de cadrage"


def test_text_without_layout_gives_its_first_line() -> None:
    found = propose_title(extracted("\n\nLa réussite éducative à Blois\n\nDepuis 2005, …"), "a.txt")
    assert (found.value, found.method) == ("La réussite éducative à Blois", "first line")


def test_the_file_name_is_the_last_resort() -> None:
    assert propose_title(extracted(""), "dossiers/080118_compte-rendu_AG_VF.pdf").value == "Compte rendu AG"
