import struct
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from indexer.errors import ExtractionError, Reason
from indexer.extract.docx import extract
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Allowance, Options
from indexer.extract.word_styles import W
from tests.indexer.extract.packaging import compound_file, paragraph, write_docx, write_zip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rapport.docx"


def read(path: Path) -> Extracted:
    return extract(path, Options())


def text(path: Path) -> str:
    return "\n".join(page.text for page in read(path).pages)


def refusal(path: Path) -> Reason:
    with pytest.raises(ExtractionError, match=path.name) as refused:
        read(path)
    return refused.value.reason


def test_a_file_of_python_docx_is_read_with_headings_and_properties(path: Path) -> None:
    document = docx.Document()
    document.add_heading("Rapport d'activité 2007", 0)
    document.add_heading("Missions", 1)
    document.add_paragraph("Animer les réseaux.")
    document.core_properties.author = "Villes au Carré; MSH Tours"
    document.core_properties.keywords = "ville, quartiers"
    document.save(str(path))
    extracted = read(path)
    assert extracted.pages[0].text == "Rapport d'activité 2007\n\nMissions\nAnimer les réseaux."
    assert extracted.pages[0].headings == ("Rapport d'activité 2007", "Missions")
    assert [(line.text, line.size) for line in extracted.lines[:2]] == [
        ("Rapport d'activité 2007", 30.0),
        ("Missions", 24.0),
    ]
    assert extracted.metadata.creators == ("Villes au Carré", "MSH Tours")
    assert extracted.metadata.keywords == ("ville", "quartiers")


def test_tables_are_rows_and_long_cells_paragraphs(path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, content in zip(table._cells, ("Région", "ZUS", "Centre", "30"), strict=True):
        cell.text = content
    layout = document.add_table(1, 2)
    layout.cell(0, 0).text = "Premier"
    layout.cell(0, 1).add_table(1, 1).cell(0, 0).text = "x" * 300
    document.save(str(path))
    assert text(path) == f"Région | ZUS\nCentre | 30\nPremier\n{'x' * 300}"


def test_a_text_box_stands_once_after_its_paragraph(path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('Encadré')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    run = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    write_docx(path, f"<w:p><w:r><w:t>Avant </w:t></w:r>{run}<w:r><w:t>et après</w:t></w:r></w:p>")
    assert text(path) == "Avant et après\nEncadré"


def test_insertions_are_read_and_deletions_are_not(path: Path) -> None:
    runs = (
        "<w:ins><w:r><w:t>inséré </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>supprimé </w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>parti </w:t></w:r></w:moveFrom>"
        "<w:hyperlink><w:r><w:t>lien </w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:t>champ</w:t></w:r></w:sdtContent></w:sdt>"
    )
    deleted_row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('ligne supprimée')}</w:tc></w:tr>"
    write_docx(path, f"<w:p>{runs}</w:p><w:tbl>{deleted_row}</w:tbl>")
    assert text(path) == "inséré lien champ"


def test_notes_and_comments_follow_the_page_that_refers_to_them(path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>Un</w:t><w:footnoteReference w:id="2"/><w:commentReference w:id="0"/></w:r></w:p>'
        '<w:p><w:r><w:br w:type="page"/><w:t>Deux</w:t></w:r></w:p>'
    )
    notes = {
        "footnotes": f'<w:footnote w:id="2">{paragraph("Note")}</w:footnote>',
        "comments": f'<w:comment w:id="0">{paragraph("Remarque")}</w:comment>',
        "endnotes": f'<w:endnote w:id="1">{paragraph("Fin")}</w:endnote>',
    }
    write_docx(path, body, **notes)
    assert [page.text for page in read(path).pages] == ["Un\nNote\nRemarque", "Deux\nFin"]


def test_headers_stand_once_without_page_numbers(path: Path) -> None:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    header = f"<w:p><w:r><w:t>Bilan </w:t></w:r>{number}</w:p>"
    write_docx(path, paragraph("Corps"), header=header, footer=paragraph("Pied"))
    assert text(path) == "Corps\nBilan\nPied"


def test_a_field_shows_its_result_only(path: Path) -> None:
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    runs = f"{marks[0]}<w:instrText> REF titre </w:instrText>{marks[1]}<w:t>Titre</w:t>{marks[2]}"
    write_docx(path, f"<w:p><w:r>{runs}<w:t> lu</w:t></w:r></w:p>")
    assert text(path) == "Titre lu"


def test_a_diagram_is_read_where_it_stands(path: Path) -> None:
    diagram = "<a:p><a:r><a:t>Pilotage</a:t></a:r></a:p>"
    write_docx(path, '<w:p><w:r><dgm:relIds r:dm="diagramData"/></w:r></w:p>', diagramData=diagram)
    assert text(path) == "Pilotage"


def test_a_package_python_docx_refuses_is_read_by_its_names(path: Path) -> None:
    body = f"<w:document xmlns:w='{W[1:-1]}'><w:body>{paragraph('Lu quand même')}</w:body></w:document>"
    write_zip(path, {"word/document.xml": body})
    assert text(path) == "Lu quand même"


def add_parts(path: Path, parts: dict[str, tuple[str, bytes]]) -> None:
    """Add entries to a Word file, each with the kind of its relationship to the body."""
    with ZipFile(path) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    arrows = "".join(
        f'<Relationship Id="x{number}" Type="http://x/relationships/{kind}" Target="{name}"/>'
        for number, (name, (kind, _)) in enumerate(parts.items())
    )
    relations = "word/_rels/document.xml.rels"
    entries[relations] = entries[relations].replace(b"</Relationships>", f"{arrows}</Relationships>".encode())
    write_zip(path, entries | {f"word/{name}": content for name, (_, content) in parts.items()})


def native(name: str, content: bytes) -> bytes:
    """A file as Windows' packager keeps it."""
    path = f"C:\\{name}\0".encode()
    head = bytes(6) + f"{name}\0".encode() + path + bytes(4) + struct.pack("<I", len(path)) + path
    return head + struct.pack("<I", len(content)) + content


def test_what_a_file_encloses_is_read_under_its_name(path: Path, tmp_path: Path) -> None:
    inner = write_docx(tmp_path / "b.docx", paragraph("ornithorynque")).read_bytes()
    write_docx(path, paragraph("Corps"))
    add_parts(
        path,
        {
            "embeddings/b.docx": ("package", inner),
            "embeddings/o1.bin": (
                "oleObject",
                compound_file({"\x01Ole10Native": native("c.txt", b"castor")}),
            ),
            "embeddings/o2.bin": ("oleObject", compound_file({"Data": b"x"})),
            "chunk.htm": ("aFChunk", b"<html><p>belette</p>"),
        },
    )
    found = read(path)
    assert [(page.label, page.text.splitlines()[-1]) for page in found.pages[1:]] == [
        ("b.docx", "ornithorynque"),
        ("c.txt", "castor"),
        ("chunk.htm", "belette"),
    ]
    assert "« o2.bin »" in found.warnings[0]


def test_a_file_that_holds_itself_ends(path: Path) -> None:
    write_docx(path, paragraph("Corps"))
    for _ in range(4):
        add_parts(path, {f"embeddings/{n}.docx": ("package", path.read_bytes()) for n in range(4)})
    assert len(read(path).pages) <= Allowance().parts + 1


def test_the_chosen_entry_of_a_list_is_read(path: Path) -> None:
    choices = '<w:listEntry w:val="Amiens"/><w:listEntry w:val="Wombatville"/>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{}</w:ddList></w:ffData></w:fldChar></w:r>'
    )
    write_docx(path, "<w:p>" + field.format('<w:result w:val="1"/>' + choices) + "</w:p>")
    assert text(path) == "Wombatville"


def test_initials_symbols_invitations_and_hidden_words(path: Path) -> None:
    initial = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>R</w:t></w:r></w:p>'
    symbol = "<w:p><w:r><w:t>urbaine</w:t><w:sym/><w:t>suite</w:t></w:r></w:p>"
    invitation = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{paragraph('Cliquez ici')}</w:sdt>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r></w:p>"
    write_docx(path, initial + paragraph("éalisé") + symbol + invitation + hidden)
    assert text(path) == "Réalisé\nurbaine suite"


def test_tables_in_tables_are_followed_to_the_bottom(path: Path) -> None:
    write_docx(path, f"{'<w:tbl>' * 200}{paragraph('fond')}{'</w:tbl>' * 200}")
    assert text(path) == "fond"


def test_nesting_without_bottom_is_refused(path: Path) -> None:
    write_docx(path, f"{'<w:tbl>' * 5000}{paragraph('fond')}{'</w:tbl>' * 5000}")
    assert refusal(path) is Reason.DAMAGED


def test_entities_are_not_expanded(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    declaration = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = f"<w:document xmlns:w='{W[1:-1]}'><w:body>{paragraph('avant &x; après')}</w:body></w:document>"
    write_zip(path, {"word/document.xml": declaration + body})
    assert "mot de passe" not in text(path)


def test_a_file_without_body_is_damaged(path: Path) -> None:
    write_zip(path, {"word/autre.xml": "<a/>"})
    assert refusal(path) is Reason.DAMAGED


def test_damaged_notes_cost_themselves(path: Path) -> None:
    write_docx(path, paragraph("le corps"), footnotes="<w:footnotes><w:p></w:footnotes>")
    extracted = extract(path, Options())
    assert extracted.pages[0].text == "le corps" and "footnotes.xml" in extracted.warnings[0]


def test_a_strict_file_is_read(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", paragraph("ornithorynque"))
    strict = {}
    with ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name).decode()
            for transitional, home in (("wordprocessingml", "main"), ("officeDocument", "relationships")):
                address = f"http://schemas.openxmlformats.org/{transitional}/2006/{home}"
                content = content.replace(address, f"http://purl.oclc.org/ooxml/{transitional}/{home}")
            strict[name.replace("/", "\\") if name.startswith("word") else name] = content
    assert extract(write_zip(path, strict), Options()).pages[0].text == "ornithorynque"


def test_what_a_style_hides_is_hidden_unless_the_run_says_otherwise(path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:rPr><w:vanish/></w:rPr></w:style>'
        for kind, name in (("character", "Secret"), ("paragraph", "Brouillon"))
    )
    run = '<w:p><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>caché</w:t></w:r></w:p>'
    shown = (
        '<w:p><w:pPr><w:pStyle w:val="Brouillon"/></w:pPr>'
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>montré</w:t></w:r></w:p>'
    )
    body = run + paragraph("brouillon", "Brouillon") + shown + paragraph("suite")
    assert text(write_docx(path, body, styles=styles)) == "montré\nsuite"


def test_what_follows_an_entity_is_read(path: Path) -> None:
    body = paragraph("&x; La médiation")
    write_docx(path, body)
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    declared = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    write_zip(path, {**parts, "word/document.xml": declared + parts["word/document.xml"]})
    assert text(path) == "La médiation"
