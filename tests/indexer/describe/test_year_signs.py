from indexer.describe.dates import read_dates
from indexer.describe.weights import Signs
from tests.indexer.describe.samples import pages, title


def signs(text: str, heading: str = "Une étude", file: str = "") -> dict[str, Signs]:
    return dict(read_dates(pages(text), title(heading), file, "").signs)


def test_each_year_is_seen_by_where_it_stands_and_how_it_is_written() -> None:
    seen = signs("Mars 2012 – Une étude. Le quartier a changé en 1998.")
    assert seen["2012"]["a month"] and seen["2012"]["alone"] and seen["2012"]["latest"]
    assert seen["1998"]["told"] and seen["1998"]["long ago"]


def test_years_of_other_things_are_no_candidates() -> None:
    assert signs("Voir la loi du 1er août 2003, https://exemple.fr/2016/note.pdf et le standard v2014.") == {}


def test_titles_and_files_are_seen_too() -> None:
    seen = signs("Le texte.", "Contrat de ville 2015-2020", "190612_contrat.pdf")
    assert seen["2015"]["title: first of a range"] and seen["2020"]["title: last of a range"]
    assert seen["2019"]["file name: a day"]


def test_a_stretch_a_count_and_a_weekday_are_seen() -> None:
    seen = signs("Le contrat « Quartiers 2030 », 2024-2030, est signé vendredi 19 avril. Favreau : 1966")
    assert seen["2024"]["first of a range, contract"] and seen["2024"]["a weekday"]
    assert seen["1966"]["after a colon"] and seen["1966"]["before"] > 3
