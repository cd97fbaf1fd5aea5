from dataclasses import replace
from datetime import date

import pytest

from catalogue.record import Evidence, Method, TextSource
from indexer.describe.dates import propose_issued, read_dates, year_of_news
from indexer.describe.origin import Origin
from indexer.describe.weights import Weights
from tests.indexer.describe.samples import pages, title

TODAY = date(2026, 11, 23)


def issued(text: str = "", *, heading: str = "Une étude", file: str = "", created: str = "") -> str | None:
    found = propose_issued(read_dates(pages(text), title(heading), file, created, TODAY))
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rapport final\nAvril 2009\nVille de Dreux", "2009-04"),
        ("Publié le 22/02/2018 par la préfecture", "2018-02-22"),
        ("Rencontre du 17 décembre 2009. Dépôt légal juillet 2010.", "2010-07"),
        ("LOI n° 2014-173 du 21 février 2014 de programmation pour la ville", "2014-02-21"),
        ("Tours, le 3 mars 2009", "2009-03-03"),
        ("Le 8 juin 2011, les élus ont signé l'avenant avec le préfet et les bailleurs.", "2011-06-08"),
        ("Centre d'études, Noisy-le-Grand, 2016.", "2016"),
        ("Insee Analyses Grand Est n° 74 – Juillet 2018", "2018-07"),
        ("Association de prévention. RAPPORT D'ACTIVITÉ 2006. Le territoire et l'équipe.", "2006"),
        ("Conseil municipal du 3 décembre 2004\nUn an de conseils de quartier.", "2004-12-03"),
        ("Contrat de ville 2024-2030\nLes quartiers de la ville", "2024"),
    ],
)
def test_the_text_says_when_it_came_out(text: str, value: str) -> None:
    assert issued(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "Le dispositif prévu par la loi n° 2003-710 du 1er août 2003 est prolongé.",
        "Les dossiers sont reçus jusqu'au 31 décembre 2009 au plus tard.",
        "Figure 1 : 14 avril 2011, un immeuble du quartier",
        "Mise en ligne : 29/06/2020",
        "Vu la délibération du 10 avril 2017 ; vu les avis rendus, il est convenu ce qui suit.",
        "12.07.2015 Views\nLe texte du rapport",
        "Le quartier compte 2007 logements (652 000 habitants en 2012).",
    ],
)
def test_dates_of_other_things_are_no_date_of_issue(text: str) -> None:
    assert issued(text) is None


def test_an_activity_report_is_of_the_year_it_reports() -> None:
    assert (
        issued("Présenté à l'assemblée générale du 18 janvier 2008", heading="Rapport d'activité 2007")
        == "2007"
    )


def test_a_contract_is_of_its_first_year_and_an_aim_is_no_year() -> None:
    assert issued(heading="Contrat de ville 2015-2020") == "2015"
    assert issued("Juin 2013", heading="Ambitions 2020 : bassin de vie") == "2013-06"
    assert issued(heading="Horizon 2025") is None


def test_a_project_is_of_its_first_year_and_a_law_in_a_title_dates_nothing() -> None:
    assert issued(heading="Projet social 2020/2023 du centre social") == "2020"
    assert issued(heading="Les suites de la loi n° 2014-173 du 21 février 2014") is None
    assert issued(heading="Décret n° 2014-1575 du 22 décembre 2014") == "2014-12-22"


def test_what_judges_a_stretch_of_years_comes_at_its_end() -> None:
    heading = "Évaluation du contrat de ville 2000-2006 du Val de Sambre"
    assert issued("Rapport final\nNovembre 2006", heading=heading) == "2006-11"
    assert issued(heading="Bilan de la réussite éducative 2007-2010") != "2007"
    half = "Évaluation à mi-parcours du contrat de ville 2000-2006"
    assert issued("Rapport\nMars 2004", heading=half) == "2004-03"


def test_a_page_put_right_later_is_of_the_day_it_came_out() -> None:
    text = "Mise à jour le 27/11/2020 à 08:52. Publié le 6 avril 2018 par la ville."
    assert issued(text) == "2018-04-06"


def test_the_file_name_then_the_metadata_when_nothing_else_says() -> None:
    assert issued(file="CR/080118_CR_reunion.pdf", created="2009-05-02") == "2008-01-18"
    assert issued(file="Methodo_Nov2024.pdf") == "2024-11"
    assert issued(created="2009-05-02") == "2009-05-02"


def test_never_in_the_future_nor_before_1950() -> None:
    assert issued("Publié le 3 mars 2031") is None
    assert issued(heading="Bilan 1912") is None


def test_a_signature_closes_a_contract() -> None:
    text = (
        "Convention\n"
        + "Les parties conviennent de ce qui suit. " * 60
        + "\nFait à Chartres, le 12 mars 2010"
    )
    found = propose_issued(read_dates(pages(text), title("Convention"), "", "", TODAY))
    assert found is not None and found.value == "2010-03-12" and "Chartres" in found.evidence[0].quote


def test_undated_news_is_of_the_latest_day_it_names_and_of_no_year_it_tells() -> None:
    dated = year_of_news(pages("Réunis le 8 juillet 2015, pour un décret début 2016."), TODAY)
    assert dated is not None
    assert (dated.value, dated.method) == ("2015", "news")
    assert year_of_news(pages("La concertation ouverte en 2017 doit se clore fin 2018."), TODAY) is None
    assert year_of_news(pages("Sans date."), TODAY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Procès-verbal\n26/06/2015n°12\nLe texte.", "2015-06-26"),
        ("COMPTE RENDU du 03-02-2016\nLe texte.", "2016-02-03"),
        ("Compte rendu\nN/Réf. : 80101911/26.06.2015\nLe texte.", "2015-06-26"),
        ("Compte rendu\nRéf. DSU/12.345/04.06.2014\nLe texte.", "2014-06-04"),
        ("Compte rendu\nToulouse, le 18.11.17\nLe texte.", "2017-11-18"),
        ("Compte rendu\nPoitiers, le 1 er décembre 2011\nLe texte.", "2011-12-01"),
        ("Minutes\nJune 9th, 2014\nThe text.", "2014-06-09"),
        ("Compte rendu\nReims, le 26. 06. 2015\nLe texte.", "2015-06-26"),
        ("REVUE DES PAPES – DÉCEMBRE 2020 – N°1", "2020-12"),
        ("Rapport remis à la ministre le 10 septembre 2019.", "2019-09-10"),
    ],
)
def test_dates_that_hide(text: str, expected: str) -> None:
    found = propose_issued(read_dates(pages(text), title("Une étude"), "", "", TODAY))
    assert found is not None and found.value == expected


@pytest.mark.parametrize(
    "text",
    [
        "Au 1er janvier 2014, il en existait 137.",
        "Contact : 04.11.12.13.14",
        "Abbé Pierre (5 août 1912 - 22 janvier 2007)",
        "Décédé le 22 janvier 2007 à Paris.",
        "Date d'impression : 12/05/2014",
        "N° SIRET 123 456 789 00012 - RCS 2012 B 1234",
        "Joindre le 04.11.12.13",
        "Jeanne Martin, née le 4 mai 1968.",
        "Date de naissance : 12/03/1971",
        "Date du 1er agrément : 01/01/1977",
        "Validation du compte rendu du 21 octobre 2015, à l'unanimité.",
        "Un parc ouvert au début des années 1990.",
        "Post on 30-May-2018 – 217 views",
    ],
)
def test_days_of_figures_births_and_other_texts_are_no_issue(text: str) -> None:
    assert propose_issued(read_dates(pages(text), title("Une étude"), "", "", TODAY)) is None


def test_a_report_is_of_the_year_it_reports_and_a_title_may_tell_of_the_past() -> None:
    report = propose_issued(
        read_dates(pages("x"), title("Rapport 2016, programme d'actions 2017"), "", "", TODAY)
    )
    assert report is not None and report.value == "2016"
    told = propose_issued(read_dates(pages("Avril 2006 – n° 14"), title("L'emploi en 2004"), "", "", TODAY))
    assert told is not None and told.value == "2006-04"


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("M. X, né le 12 mai 1961, travaille au centre social.", True),
        ("Une association loi 1901 du quartier.", False),
        ("Un texte sans date.", False),
    ],
)
@pytest.mark.parametrize("stated", [False, True])
def test_the_making_of_a_file_is_in_doubt_where_all_that_is_told_is_long_past(
    text: str, *, doubtful: bool, stated: bool
) -> None:
    found = read_dates(pages(text), title("Un portrait"), "", "2024-01-02", TODAY, stated=stated)
    proposed = propose_issued(found)
    assert proposed is not None and proposed.doubtful == (doubtful and not stated)


def test_the_day_on_which_a_page_was_scanned_dates_nothing() -> None:
    scanned = tuple(replace(each, source=TextSource.OCR) for each in pages("Un texte sans date."))
    assert propose_issued(read_dates(scanned, title("Une étude"), "", "2009-05-02", TODAY)) is None


FILED = Origin(
    dates={"2017-12-12": "filed: a day"}, evidence=(Evidence(0, "journal.fr/2017/12/12/au-conseil"),)
)


def test_what_no_text_dates_is_of_the_day_its_address_files_it_under() -> None:
    found = propose_issued(read_dates(pages("Le quartier"), title("Au conseil"), "", "", TODAY, origin=FILED))
    assert found
    assert (found.value, found.method, found.evidence) == ("2017-12-12", Method.ORIGIN, FILED.evidence)
    assert propose_issued(read_dates(pages("Le quartier"), title("Au conseil"), "", "", TODAY)) is None


def test_weights_that_never_saw_an_address_leave_the_text_s_word() -> None:
    dates = read_dates(pages("Le quartier"), title("Au conseil"), "", "", TODAY, origin=FILED)
    assert propose_issued(dates, Weights()) is None


def test_the_day_an_address_files_a_page_under_goes_before_a_year_told_on_the_way() -> None:
    text = "Ils avaient rendu leur rapport en juillet 2013 au ministre, et le quartier a changé depuis."
    found = propose_issued(read_dates(pages(text), title("Au conseil"), "", "", TODAY, origin=FILED))
    assert found
    assert found.value == "2017-12-12"
