import pytest

from catalogue.intake import IntakeError
from catalogue.library import Library
from catalogue.notice import read_notice
from exchange.incoming import FORMATS, NoticeImport, import_notices
from exchange.incoming.parsing import READERS
from tests.exchange.incoming.files import field, marcxml, record

TABLE = "id;titre;date;mots-clés\n1;Un;2007;Santé|neige\n2;;2008;\n3;Trois;jadis;\n1;Encore;;\n"


def take(
    library: Library, content: str | bytes = TABLE, form: str = "csv", **options: object
) -> NoticeImport:
    body = content.encode() if isinstance(content, str) else content
    return import_notices(library, body, form=form, **options)  # type: ignore[arg-type]


def test_every_format_has_its_reader() -> None:
    assert tuple(READERS) == FORMATS


def test_each_record_is_accounted_for(library: Library) -> None:
    done = take(library)
    assert (done.total, len(done.created), done.unknown) == (4, 2, {"neige": 1})
    assert [(each.number, each.line) for each in done.rejected] == [(2, 3), (4, 5)]
    assert "titre manque" in done.rejected[0].reason
    assert "n° 1" in done.rejected[1].reason
    assert [each.number for each in done.remarks] == [3]


def test_a_record_becomes_a_notice_with_a_pinned_identifier(library: Library) -> None:
    take(library)
    assert read_notice(library.corpus / "imports/csv/csv-1.toml").values == {
        "identifier": "csv-1",
        "title": "Un",
        "issued": "2007",
        "themes": ("sante",),
        "keywords": ("neige",),
    }


def test_importing_twice_changes_nothing(library: Library) -> None:
    take(library)
    before = {path: path.stat().st_mtime_ns for path in library.corpus.rglob("*.toml")}
    again = take(library)
    assert (again.created, again.updated, again.unchanged, again.written) == ([], [], 2, False)
    assert {path: path.stat().st_mtime_ns for path in library.corpus.rglob("*.toml")} == before


def test_what_a_person_wrote_since_is_kept_and_told_wherever_the_notice_went(library: Library) -> None:
    take(library)
    moved = library.corpus / "ailleurs.toml"
    (library.corpus / "imports/csv/csv-1.toml").rename(moved)
    moved.write_text('identifier = "csv-1"\ntitle = "À moi"\n', encoding="utf-8")
    again = take(library)
    assert again.updated == ["ailleurs.toml"]
    assert read_notice(moved).values["title"] == "À moi"
    assert read_notice(moved).values["issued"] == "2007"
    assert [each.number for each in take(library).kept] == [1]
    take(library, replace=True)
    assert read_notice(moved).values["title"] == "Un"


def test_a_record_completes_the_notice_of_the_document_it_names(library: Library) -> None:
    (library.corpus / "bilan.pdf").touch()
    (library.corpus / "bilan.pdf.toml").write_text('title = "Le nôtre"\n', encoding="utf-8")
    done = take(library, "titre;date;fichier\nLe leur;2007;docs/Bilan.pdf\n")
    assert done.updated == ["bilan.pdf.toml"]
    assert read_notice(library.corpus / "bilan.pdf.toml").values == {"title": "Le nôtre", "issued": "2007"}


def test_two_hundred_marcxml_records_are_counted_right(library: Library) -> None:
    records = [record(number, field("200", a=f"Rapport {number}")) for number in range(1, 201)]
    records[41] = records[41].replace("Rapport", "Rapport & Co")
    records[99] = record(100, field("210", d="2007"))
    done = take(library, marcxml(*records), "marcxml")
    assert (done.total, len(done.created)) == (200, 198)
    assert [each.number for each in done.rejected] == [42, 100]
    assert len(list(library.corpus.rglob("*.toml"))) == 198


def test_a_dry_run_writes_nothing(library: Library) -> None:
    assert len(take(library, dry_run=True).created) == 2
    assert not list(library.corpus.rglob("*.toml"))


def test_notices_may_be_kept_from_the_public(library: Library) -> None:
    take(library, access="internal")
    assert read_notice(library.corpus / "imports/csv/csv-1.toml").values["access"] == "internal"


@pytest.mark.parametrize("number", ["a b", "é", "x" * 200, "../../x"])
def test_a_number_that_no_identifier_can_hold_still_gives_a_stable_one(library: Library, number: str) -> None:
    done = take(library, f"id;titre\n{number};T\n")
    again = take(library, f"id;titre\n{number};T\n")
    assert (len(done.created), again.unchanged) == (1, 1)
    assert done.created[0].startswith("imports/csv/csv-")


def test_a_notice_to_correct_is_not_touched(library: Library) -> None:
    take(library)
    broken = library.corpus / "imports/csv/csv-1.toml"
    broken.write_text('identifier = "csv-1"\ntitle = \n', encoding="utf-8")
    again = take(library)
    assert "csv-1.toml" in again.rejected[0].reason
    assert broken.read_text(encoding="utf-8").endswith("title = \n")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_of_another_kind_is_refused(library: Library, form: str) -> None:
    with pytest.raises(IntakeError):
        take(library, b"\x00\x01 rien de connu", form)
