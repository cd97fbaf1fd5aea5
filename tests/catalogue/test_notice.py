from pathlib import Path

import pytest

from catalogue.errors import NoticeError
from catalogue.notice import Notice, read_notice, write_notice


def notice(folder: Path, text: str) -> Path:
    path = folder / "rapport.pdf.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_values_are_read_in_the_record_s_form(tmp_path: Path) -> None:
    read = read_notice(
        notice(tmp_path, 'title = " Bilan "\nissued = 2007\nthemes = "sante"\nidentifier = "bilan-07"\n')
    )
    assert read.values == {"title": "Bilan", "issued": "2007", "themes": ("sante",), "identifier": "bilan-07"}
    assert read.identifier == "bilan-07"


def test_a_toml_date_is_a_date(tmp_path: Path) -> None:
    assert read_notice(notice(tmp_path, "issued = 2007-10-09\n")).values["issued"] == "2007-10-09"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('title = "Bilan"\ntitre = "Bilan"\n', 2, "clé inconnue « titre »"),
        ('title = "Bilan"\nissued = "vers 2007"\n', 2, "écrivez 2007, « octobre 2007 »"),
        ('\n\naccess = "secret"\n', 3, "public, network, internal"),
        ("title = 12\n", 1, "attend un texte"),
        ("themes = [1]\n", 1, "attend une liste"),
        ('identifier = "a/b"\n', 1, "refusé"),
        ('title = "Bilan\n', 1, 'TOML illisible, « title = "Bilan ». Vérifiez les guillemets'),
        ('title = "Bilan"\ntitle = "Rapport"\n', 2, "la clé « title » est écrite deux fois"),
    ],
)
def test_an_error_names_file_line_and_remedy(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(NoticeError, match=r"rapport\.pdf\.toml") as raised:
        read_notice(notice(tmp_path, text))
    assert raised.value.line == line
    assert said in str(raised.value)


def test_a_notice_in_another_encoding_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "n.toml"
    path.write_bytes('title = "Été"'.encode("cp1252"))
    with pytest.raises(NoticeError, match="UTF-8"):
        read_notice(path)


def test_writing_keeps_what_a_person_wrote_around_it(tmp_path: Path) -> None:
    path = notice(tmp_path, '# relu par Anne\ntitle = "Bilan" # provisoire\nissued = "2007"\n')
    write_notice(path, Notice({"title": "Bilan", "themes": ("sante", "sport")}))
    text = path.read_text(encoding="utf-8")
    assert "# relu par Anne" in text
    assert "# provisoire" in text
    assert read_notice(path).values == {"title": "Bilan", "themes": ("sante", "sport")}


def test_a_notice_saved_by_notepad_is_read_and_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf.toml"
    path.write_bytes("\ufefftitle = 'Été'\r\n".encode())
    assert read_notice(path).values == {"title": "Été"}
    write_notice(path, Notice({"title": "Hiver"}))
    assert read_notice(path).values == {"title": "Hiver"}
