from dataclasses import replace

import pytest

from catalogue.record import TextSource
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
        "Folie 1",
        "Document sans titre",
        "{title}",
        "$titre$",
        "Titre du document",
        "Cliquez pour ajouter un titre",
        "Click to edit Master title style",
        "S aint-S a u v e ur Schéma d'aménagement",
        "S aint-S a u v e ur Schéma d'aménagement et de développement",
        "L e s h a b i t a n t s",
        "Dpousbu ef wjmmf eft rvbsujfst qsjpsjubjsft ef m'bhhmpnfsbujpo",
    ],
)
def test_what_programs_write_is_no_title(text: str) -> None:
    assert not reads_as_title(text)


@pytest.mark.parametrize(
    "text", ["Plan A, B et C : que faire ?", "C. U. C. S. de Tours : bilan", "ZUS, ZRU, ZFU : les zonages"]
)
def test_acronyms_and_lists_are_titles(text: str) -> None:
    assert reads_as_title(text)


def test_what_a_person_wrote_at_the_head_of_a_text_is_its_title() -> None:
    document = extracted(
        "Méthode\nLes entretiens ont été menés auprès de trente familles.", title="La gestion urbaine"
    )
    by_hand = replace(
        document, metadata=replace(document.metadata, by_hand=True), lines=(Line("Méthode", 24),)
    )
    assert propose_title(by_hand, "a.md").value == "La gestion urbaine"


def test_the_rows_of_a_table_and_the_times_of_a_film_are_no_title() -> None:
    rows = (Line("Communes", 20), Line("Commune | Habitants", 12))
    assert propose_title(extracted("Communes", lines=rows), "a.xlsx").value == "Communes"
    assert (
        propose_title(extracted("Commune | Pop\n\nCommune : Évry | Pop : 3"), "villes.tsv").value == "Villes"
    )
    film = "[00:00:01] Bienvenue à Tours"
    assert propose_title(extracted(film, lines=(Line(film, 12),)), "a.srt").value == "Bienvenue à Tours"


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
    assert (
        propose_title(extracted(""), "dossiers/080118_compte-rendu_AG_VF.pdf").value
        == "Compte rendu AG, 18 janvier 2008"
    )


@pytest.mark.parametrize(
    ("declared", "printed"),
    [
        ("Copropriétés", "Sauver une copropriété : trois ans de plan de sauvegarde"),
        ("Evaluation à mi-parcours", "Évaluation à mi-parcours du contrat de ville"),
    ],
)
def test_a_declared_title_that_is_part_of_the_printed_one_gives_way(declared: str, printed: str) -> None:
    document = extracted(printed, lines=(Line(printed, 20), Line("Décembre 2002", 10)), title=declared)
    assert propose_title(document, "x.rtf").value == printed


@pytest.mark.parametrize(
    "label", ["DOCUMENT DE TRAVAIL", "Version projet (v2022 - avril 2022)", "Rapporteurs : P. Lory"]
)
def test_a_label_larger_than_the_title_is_passed_over(label: str) -> None:
    lines = (Line(label, 24), Line("Standard de données sur les friches", 18))
    assert propose_title(extracted("x", lines=lines), "x.pdf").value == "Standard de données sur les friches"


def test_a_place_and_date_are_no_title() -> None:
    title = "Conseil local de sécurité et de prévention de la délinquance : séance plénière"
    lines = (Line("COMPTE RENDU", 9), Line(title, 19), Line("Toulon (Var), 22 juin 2022", 12))
    assert propose_title(extracted("x", lines=lines), "x.rtf").value == title


def test_a_line_underlined_is_the_title_of_a_text() -> None:
    text = (
        "DOCUMENT DE TRAVAIL\nSe déplacer dans le bassin minier\n=======\nLens\n\nLes cités minières ferment."
    )
    found = propose_title(extracted(text), "MOBILITE.TXT")
    assert (found.value, found.evidence[0].quote) == ("Se déplacer dans le bassin minier",) * 2


def plain(*paragraphs: str, file: str = "x.txt", **metadata: str) -> str:
    """The title of a file that sets all its lines in one size."""
    lines = tuple(Line(text, 12) for text in paragraphs)
    return propose_title(extracted("\n".join(paragraphs), lines=lines, **metadata), file).value


def test_where_all_lines_have_one_size_the_title_stops_at_the_paragraph() -> None:
    body = "L'atelier s'est réuni à Niort le 4 mai 2016. Douze habitants étaient présents."
    assert plain("Compte rendu de l'atelier des habitants", body) == "Compte rendu de l'atelier des habitants"
    assert (
        plain("Bilan de la médiation", "dans les quartiers", body)
        == "Bilan de la médiation dans les quartiers"
    )


def test_a_letter_is_called_by_its_object_and_never_by_what_goes_with_it() -> None:
    letter = (
        "NOTE",
        "Objet : soutien à la régie de quartier",
        "Madame la Préfète,",
        "Nous sollicitons votre aide.",
    )
    assert plain(*letter) == "Soutien à la régie de quartier"
    assert (
        plain("P.j. : budget de l'action", "Budget de la régie de quartier")
        == "Budget de la régie de quartier"
    )
    assert plain("AB/CD", "Règlement de la salle commune") == "Règlement de la salle commune"


def test_files_of_one_template_are_told_apart() -> None:
    stale = {"title": "Suivi des demandes de la salle"}
    assert (
        plain("Date Objet", "12 clés", file="230512_suivi.pdf", **stale)
        == "Suivi des demandes de la salle, 12 mai 2023"
    )
    printed = "Suivi des demandes du gymnase communal"
    assert plain(printed, "Date Objet", file="x.pdf", **stale) == printed
    named = plain(
        "Date Objet", "12 clés", file="tableau remarques bailleur est.docx", title="Appel à remarques"
    )
    assert named == "Appel à remarques – Tableau remarques bailleur est"


def test_the_title_of_a_scan_stands_below_its_letterhead() -> None:
    text = (
        "Ville de Tours\nCompte rendu du comité de pilotage\n12 mars 2009\nLes habitants ont participé. "
        + "Mot " * 40
    )
    document = extracted(text)
    scanned = replace(document, pages=(replace(document.pages[0], source=TextSource.OCR),))
    assert propose_title(scanned, "scan_0003.pdf").value == "Compte rendu du comité de pilotage"
    assert propose_title(document, "scan_0003.pdf").value == "Scan 0003"


def test_a_title_whose_acronym_is_not_that_of_the_file_is_another_document_s() -> None:
    document = extracted("Évolutions\nVersion", title="Suivi des évolutions des standards PLU")
    assert propose_title(document, "240306_Suivi_évolutions_standard_SCOT.pdf").value.startswith(
        "Suivi évolutions standard SCOT"
    )
    assert propose_title(document, "240306_Suivi_évolutions_standard_PLU.pdf").value.startswith(
        "Suivi des évolutions des standards PLU"
    )


def test_a_title_over_two_lines_is_said_once() -> None:
    lines = (Line("Observer le foncier économique de la", 24), Line("région Bourgogne-Franche-Comté", 24))
    text = "Observer le foncier économique de la région Bourgogne-Franche-Comté\nSommaire"
    whole = "Observer le foncier économique de la région Bourgogne-Franche-Comté"
    assert propose_title(extracted(text, lines=lines), "x.pdf").value == whole


def test_a_heading_that_the_next_one_says_whole_is_not_said_twice() -> None:
    lines = (Line("Recommandations", 24), Line("Recommandations transversales", 20), Line("Les élus", 10))
    found = propose_title(extracted("Recommandations\nRecommandations transversales", lines=lines), "x.md")
    assert found.value == "Recommandations transversales"


def test_what_a_form_or_minutes_say_they_are_about_comes_before_the_headings_of_their_parts() -> None:
    form = "FICHE ÉTUDE 2016\nTitre : Le coût du mitage en zone rurale\nDomaine d'étude\nUrbanisme"
    lines = (Line("FICHE ÉTUDE 2016", 10), Line("Domaine d'étude", 14))
    assert propose_title(extracted(form, lines=lines), "x.odt").value == "Le coût du mitage en zone rurale"
    act = "Le budget de la régie de quartier\nObjet : vote du budget primitif de la régie"
    lines = (Line("Le budget de la régie de quartier", 20), Line("Objet : vote du budget", 10))
    assert propose_title(extracted(act, lines=lines), "x.odt").value == "Le budget de la régie de quartier"


@pytest.mark.parametrize(
    "line",
    [
        "RÉPUBLIQUE MonService, FRANÇAISE Sécurisé",
        "Liberté Égalité Fraternité",
        "Communauté de communes du Val, BP 50201 44156 Ancenis Cedex",
        "Mairie Tél : 02 40 96 31 89",
        "Envoyé en préfecture le 19/10/2020 Reçu en préfecture le 19/10/2020",
        "2016 - data.ville-exemple.com",
        "Table of contents",
        "pollution —— adresse \\ / propriétaire",
    ],
)
def test_a_letterhead_a_stamp_or_an_address_is_no_title(line: str) -> None:
    assert plain(line, "Bilan de la médiation", "Dix médiateurs ont travaillé.") == "Bilan de la médiation"


def test_the_republic_may_stand_in_a_title() -> None:
    title = "Les valeurs de la République française à l'école"
    assert plain(title, "Texte.") == title


def test_the_largest_lines_of_a_scan_are_its_title_less_surely_than_those_of_print() -> None:
    lines = (Line("FRANÇAISE", 40.0), Line("Schéma directeur des mobilités", 30.0), Line("Version 2", 11.0))
    printed = replace(extracted("Schéma directeur des mobilités\nVersion 2"), lines=lines)
    scanned = replace(printed, pages=(replace(printed.pages[0], source=TextSource.OCR),))
    assert propose_title(scanned, "a.pdf").value == "Schéma directeur des mobilités"
    assert propose_title(scanned, "a.pdf").confidence < propose_title(printed, "a.pdf").confidence


def test_a_letterhead_read_from_a_scan_is_no_title() -> None:
    document = extracted("E IGN\nPréfecture | A\n_type_ nom\nBilan de la médiation\n" + "Mot " * 40)
    scanned = replace(document, pages=(replace(document.pages[0], source=TextSource.OCR),))
    assert propose_title(scanned, "scan_0003.pdf").value == "Bilan de la médiation"
