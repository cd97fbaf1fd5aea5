import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.file_names import RefusedFileError, plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Rapport été.pdf", "Rapport été.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\note.docx", "note.docx"),
        ("a\r\nb\x00.pdf", "a b .pdf"),
        ("fdp\u202eexe.pdf", "fdpexe.pdf"),
        (".htaccess", "htaccess"),
        ("ab:c*d?.txt", "ab c d .txt"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("CON", "_CON"),
        ("nul.md", "_nul.md"),
        ("Contrat.md", "Contrat.md"),
    ],
)
def test_only_the_last_part_is_believed(name, plain):
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    "name", ["", "..", "rapport.pdf.toml", "x.TOML", "a.pdf.partial", "Thumbs.db", "///"]
)
def test_what_is_no_document_is_refused(name):
    with pytest.raises(RefusedFileError):
        plain_name(name)


@given(st.text(max_size=400))
def test_any_name_stays_in_its_folder_and_short(name):
    try:
        plain = plain_name(name)
    except RefusedFileError:
        return
    assert plain and "/" not in plain and "\\" not in plain and not plain.startswith((".", "~$"))
    assert len(plain.encode()) <= 200 and plain.isprintable()
