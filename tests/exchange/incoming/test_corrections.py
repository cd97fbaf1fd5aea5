import csv
from io import StringIO

import pytest

from catalogue.decided import Decisions
from catalogue.library import Library
from catalogue.notice import read_notice
from catalogue.rights import STAFF_READER
from catalogue.vocabulary import load_vocabularies
from desk.notices import Notices
from exchange.formats import FORMATS
from exchange.formats.reference import reference_of
from exchange.incoming import import_notices
from exchange.selection import all_records
from indexer.pipeline import Run, index
from search.reading import open_catalogue
from search.search import Search

TABLE = (
    "id;titre;auteurs;date;thèmes;mots-clés;territoires;isbn;cote\n"
    "1;Un été;Dupont, Jean | Ville de Lyon;2007-10;Santé | Emploi;neige;Tours | Loiret;2-11-008000-6;0012\n"
    "2;Deux;;2008;;;Centre-Val de Loire;;\n"
)
Rows = list[dict[str, str]]


def exported(library: Library) -> Rows:
    """The library as its CSV export tells it."""
    index(Run(library, workers=1))
    catalogue = open_catalogue(library)
    records = all_records(catalogue.search, catalogue.query(Search(), STAFF_READER))
    references = (reference_of(each, catalogue.label, "https://fonds.example") for each in records)
    text = b"".join(FORMATS["csv"].write(references)).decode("utf-8-sig")
    return sorted(csv.DictReader(StringIO(text, newline="")), key=lambda row: row["Identifiant"])


def table(rows: Rows, separator: str = ";") -> bytes:
    written = StringIO(newline="")
    writer = csv.DictWriter(written, rows[0], delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode("cp1252")


@pytest.fixture
def rows(library: Library) -> Rows:
    import_notices(library, TABLE.encode(), form="csv")
    return exported(library)


def test_a_table_brought_back_as_it_was_changes_nothing(library: Library, rows: Rows) -> None:
    done = import_notices(library, table(rows), form="csv")
    assert (done.total, done.unchanged, done.created, done.corrections) == (2, 2, [], [])


def test_a_cell_corrected_corrects_its_notice_in_place_and_is_undone_at_once(
    library: Library, rows: Rows
) -> None:
    path = library.corpus / "imports/csv/csv-1.toml"
    before = path.read_text(encoding="utf-8")
    rows[0] |= {
        "Titre": "Un hiver",
        "Date": "mars 2009",
        "Thèmes": "Emploi",
        "Territoires": "Orléans",
        "Cote": "",
    }
    looked = import_notices(library, table(rows), form="csv", dry_run=True)
    assert path.read_text(encoding="utf-8") == before
    assert [(each.field, each.before, each.after) for each in looked.corrections] == [
        ("Thèmes", "Santé ; Emploi", "Emploi"),
        ("Titre", "Un été", "Un hiver"),
        ("Date", "2007-10", "2009-03"),
        ("Territoires", "Tours (Indre-et-Loire) ; Loiret", "Orléans (Loiret)"),
        ("Cote", "0012", ""),
    ]
    done = import_notices(library, table(rows), form="csv")
    assert (done.corrected, done.unchanged, done.created) == (1, 1, [])
    values = read_notice(path).values
    assert (values["title"], values["places"], values["keywords"]) == ("Un hiver", ("com:45234",), ("neige",))
    Notices(library, Decisions(load_vocabularies())).undo(done.step, by="moi")
    assert path.read_text(encoding="utf-8") == before


def test_what_a_spreadsheet_writes_otherwise_is_no_correction(library: Library, rows: Rows) -> None:
    rows[0] |= {"Date": "oct.-07", "Cote": "12", "Titre": "Un  été", "Thèmes": "emploi ; SANTÉ"}
    assert import_notices(library, table(rows, ","), form="csv").corrections == []


def test_a_value_spoilt_by_a_spreadsheet_is_told_and_never_written(library: Library, rows: Rows) -> None:
    rows[0] |= {"ISBN": "9,78211E+12", "Titre": "#NOM?"}
    done = import_notices(library, table(rows), form="csv")
    assert (len(done.remarks), done.corrections) == (2, [])


def test_a_table_before_it_is_indexed_makes_no_double(library: Library) -> None:
    import_notices(library, TABLE.encode(), form="csv")
    done = import_notices(library, b"Identifiant;Titre\ncsv-1;Un autre\n", form="csv")
    assert (done.created, len(done.kept)) == ([], 1)


def test_a_row_said_twice_is_refused(library: Library, rows: Rows) -> None:
    done = import_notices(library, table([rows[0], rows[0]]), form="csv")
    assert [each.number for each in done.rejected] == [2]
