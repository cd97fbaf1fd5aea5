from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from catalogue.record import TextSource
from indexer.errors import ExtractionError, Reason
from indexer.extract import ocr
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.pdf import extract
from tests.indexer.extract.printing import encipher, paragraph, rewrite, write_pdf, write_scan

FIRST = "Le contrat urbain de cohésion sociale fixe les engagements de la commune pour trois ans."
SECOND = "Les habitants sont associés au suivi par un conseil de quartier réuni chaque trimestre."


needs_tesseract = pytest.mark.skipif(not ocr.languages(), reason="Tesseract is not installed")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rapport.pdf"


def read(path: Path, *, ocr: bool = False) -> Extracted:
    return extract(path, Options(ocr=ocr))


def refusal(path: Path) -> ExtractionError:
    with pytest.raises(ExtractionError) as refused:
        read(path)
    assert path.name in str(refused.value)
    return refused.value


def test_every_page_is_read_and_sentences_run_on(path: Path) -> None:
    write_pdf(path, [paragraph(FIRST, width=40), paragraph(SECOND, width=40)])
    assert [(page.number, page.text) for page in read(path).pages] == [(1, FIRST), (2, SECOND)]


def test_words_are_whole_and_compounds_stay(path: Path) -> None:
    lines = ["En Poitou-", "Charentes, la réno-", "vation se fait d'elle-", "même. Rénovation !"]
    write_pdf(path, [[(line, 70, 700 - 14 * n, 11) for n, line in enumerate(lines)]])
    assert read(path).pages[0].text == "En Poitou-Charentes, la rénovation se fait d'elle-même. Rénovation !"


def test_columns_are_read_one_after_the_other(path: Path) -> None:
    write_pdf(path, [paragraph(FIRST, width=32) + paragraph(SECOND, left=320, width=32)])
    assert read(path).pages[0].text == f"{FIRST}\n{SECOND}"


def test_running_heads_and_page_numbers_are_left_out(path: Path) -> None:
    text = " ".join([FIRST] * 14)
    pages = [
        [("Rapport d'activité 2007", 70, 800, 9), *paragraph(f"{word} {text}"), (f"{n}", 300, 30, 9)]
        for n, word in enumerate(("Un", "Deux", "Trois", "Quatre"), start=1)
    ]
    texts = [page.text for page in read(write_pdf(path, pages)).pages]
    assert texts == [
        f"Rapport d'activité 2007\nUn {text}",
        *(f"{w} {text}" for w in ("Deux", "Trois", "Quatre")),
    ]


def test_text_printed_twice_for_boldness_is_read_once(path: Path) -> None:
    write_pdf(path, [[("Contrat de ville", 70, 700, 20), ("Contrat de ville", 70.3, 700, 20)]])
    assert read(path).pages[0].text == "Contrat de ville"


def test_prominent_lines_carry_their_size(path: Path) -> None:
    write_pdf(
        path, [[("Contrat de ville", 70, 700, 24), ("de Tours", 70, 670, 24), *paragraph(FIRST, top=600)]]
    )
    lines = read(path).lines
    assert [(line.text, line.size, line.page) for line in lines[:2]] == [
        ("Contrat de ville", 24.0, 1),
        ("de Tours", 24.0, 1),
    ]
    assert {line.size for line in lines[2:]} == {11.0}


def test_filled_fields_are_read(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.drawString(50, 750, "Nom de la structure")
    canvas.acroForm.textfield(value="Régie de quartier", x=200, y=700, width=250, height=20)
    canvas.save()
    assert read(path).pages[0].text == "Nom de la structure\nRégie de quartier"


def test_metadata_labels_and_headings_come_along(path: Path) -> None:
    def describe(writer: pypdf.PdfWriter) -> None:
        writer.add_metadata({"/Title": "Contrat de ville", "/Author": "Villes au carré"})
        writer.set_page_label(0, 0, style="/r")
        writer.add_outline_item(title="Diagnostic", page_number=1)

    write_pdf(path, [paragraph(FIRST), paragraph(SECOND)])
    rewrite(path, describe)
    extracted = read(path)
    assert (extracted.metadata.title, extracted.metadata.creators) == (
        "Contrat de ville",
        ("Villes au carré",),
    )
    assert [page.label for page in extracted.pages] == ["i", "1"]
    assert extracted.pages[1].headings == ("Diagnostic",)


def test_an_empty_password_opens_by_itself(path: Path) -> None:
    write_pdf(path, [paragraph(FIRST)], encrypt="")
    assert read(path).pages[0].text == FIRST


def test_a_real_password_is_asked_for(path: Path) -> None:
    write_pdf(path, [paragraph(FIRST)], encrypt="secret")
    error = refusal(path)
    assert error.reason is Reason.ENCRYPTED
    assert "mot de passe" in str(error)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", Reason.EMPTY), (b"%PDF-1.7\n", Reason.DAMAGED), (b"%PDF-1.7\n" + b"\0" * 5000, Reason.DAMAGED)],
)
def test_what_is_no_pdf_is_refused(path: Path, content: bytes, reason: Reason) -> None:
    path.write_bytes(content)
    assert refusal(path).reason is reason


def test_a_pdf_without_pages_is_refused(path: Path) -> None:
    pypdf.PdfWriter().write(path)
    assert refusal(path).reason is Reason.EMPTY


def test_a_truncated_file_is_refused(path: Path) -> None:
    whole = write_pdf(path, [paragraph(FIRST), paragraph(SECOND)]).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refusal(path).reason is Reason.DAMAGED


def test_a_file_that_lacks_its_end_alone_is_read_with_a_warning(path: Path) -> None:
    path.write_bytes(write_pdf(path, [paragraph(FIRST)]).read_bytes().partition(b"startxref")[0])
    extracted = read(path)
    assert extracted.pages[0].text == FIRST
    assert "La fin du fichier manque" in extracted.warnings[0]


def test_a_file_that_was_sent_as_text_is_refused(path: Path) -> None:
    write_pdf(path, [paragraph(FIRST * 40)])
    rewrite(path, lambda writer: [page.compress_content_streams() for page in writer.pages])
    path.write_bytes(path.read_bytes().decode("utf-8", "replace").encode())
    noise = b"%" + b"\xef\xbf\xbd" * 200
    path.write_bytes(path.read_bytes().replace(b"%%EOF", noise + b"\n%%EOF"))
    assert refusal(path).reason is Reason.DAMAGED


def test_damaged_metadata_costs_a_warning_not_the_text(path: Path) -> None:
    bottomless = b"/Bottomless " + b"[" * 5000 + b"]" * 5000
    path.write_bytes(
        write_pdf(path, [paragraph(FIRST)]).read_bytes().replace(b"/Author", bottomless + b"/Author")
    )
    extracted = read(path)
    assert extracted.pages[0].text == FIRST
    assert "vérifiez la notice" in extracted.warnings[0]


def test_a_blank_page_has_no_text_and_no_warning(path: Path) -> None:
    extracted = read(write_pdf(path, [paragraph(FIRST), []]))
    assert [(page.text, page.source) for page in extracted.pages] == [
        (FIRST, TextSource.TEXT),
        ("", TextSource.TEXT),
    ]
    assert extracted.warnings == ()


@pytest.mark.parametrize("stamp", ["", "Reçu en préfecture le 12/03/2020"])
def test_a_scan_waits_for_ocr(path: Path, stamp: str) -> None:
    extracted = read(write_scan(path, "Contrat de ville", stamp=stamp))
    assert [(page.text, page.source) for page in extracted.pages] == [(stamp, TextSource.NONE)]
    assert extracted.warnings == ()


def test_a_cover_does_not_wait_for_ocr(path: Path) -> None:
    write_scan(path, "", stamp="Contrat de ville de la métropole", size=28)
    assert read(path).pages[0].source is TextSource.TEXT


def test_without_tesseract_the_warning_says_what_to_install(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: "")
    extracted = read(write_scan(path, "Contrat de ville"), ocr=True)
    assert "installez Tesseract" in extracted.warnings[0]


def test_letters_without_meaning_are_not_text(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pdf(path, [paragraph(FIRST)])
    monkeypatch.setattr("pypdfium2.PdfTextPage.get_text_range", lambda _: "(#2\x0f\x14\x04\t\x06\x10 \x05 a")
    assert [(page.text, page.source) for page in read(path).pages] == [("", TextSource.NONE)]


@pytest.mark.skipif(not ocr.languages(), reason="Tesseract is not installed")
def test_a_stamped_scan_is_read_once(path: Path) -> None:
    stamp = "Reçu en préfecture le 12/03/2020"
    text = "Le conseil municipal approuve\nle contrat de ville de Tours\net autorise le maire a le signer."
    page = read(write_scan(path, text, stamp=stamp), ocr=True).pages[0]
    assert page.source is TextSource.OCR
    assert "contrat de ville de Tours" in page.text
    assert page.text.count("préfecture") == 1


def test_a_page_with_text_over_a_picture_is_not_read_by_ocr(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "read_pages", lambda *_: pytest.fail("Tesseract was asked"))
    write_scan(path, "Fond", stamp=(FIRST + SECOND) * 2)
    assert read(path, ocr=True).pages[0].source is TextSource.TEXT


def test_a_file_pdfium_refuses_comes_from_pypdf(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pdf(path, [paragraph(FIRST)])
    monkeypatch.setattr("pypdfium2.PdfDocument", _refuse)
    extracted = read(path)
    assert FIRST in extracted.pages[0].text
    assert "s'ouvre mal" in extracted.warnings[0]


def _refuse(_path: Path) -> None:
    import pypdfium2

    raise pypdfium2.PdfiumError("refused", err_code=3)


BODY = (
    "Les habitants des quartiers prioritaires ont été associés à l'évaluation du projet de territoire. La "
    "médiation sociale, la prévention de la délinquance et la réussite éducative sont les trois priorités."
)


@needs_tesseract
def test_a_cipher_is_read_from_the_page_instead(tmp_path: Path) -> None:
    encipher(path := write_pdf(tmp_path / "a.pdf", [paragraph(BODY)]))
    found = extract(path, Options())
    assert "prévention de la délinquance" in found.pages[0].text
    assert found.pages[0].source is TextSource.OCR
    assert found.warnings == ()


@needs_tesseract
def test_a_language_that_nothing_here_knows_is_kept_where_the_page_shows_it(tmp_path: Path) -> None:
    creole = (
        "Politik lavil ni pou bi amélyoré kondisyon lavi adan sé katyé popilè-la. Moun ka réyini yo chak "
        "simenn pou palé dè pwojé lojman é lédikasyon. Lakomin ka édé sé lékòl-la."
    )
    found = extract(write_pdf(tmp_path / "a.pdf", [paragraph(creole)]), Options())
    assert "kondisyon lavi adan" in found.pages[0].text
    assert found.pages[0].source is TextSource.TEXT
    assert found.warnings == ()


def test_a_cipher_that_nothing_reads_is_listed_and_not_published(tmp_path: Path) -> None:
    encipher(path := write_pdf(tmp_path / "a.pdf", [paragraph(BODY), [("En clair", 70, 700, 11)]]))
    found = extract(path, Options(ocr=False))
    assert [bool(page.text) for page in found.pages] == [False, True]
    assert found.pages[0].source is TextSource.NONE
    assert {line.page for line in found.lines} == {2}
    assert "texte illisible" in found.warnings[0]


@needs_tesseract
def test_a_scan_below_a_digital_letterhead_is_read(tmp_path: Path) -> None:
    head = "Centre de ressources politique de la ville - 12 rue de la République 69000 Lyon - Téléphone\n" * 3
    print_ = "Les ateliers de lecture et les jardins\nsont ouverts chaque semaine\n" * 4
    path = write_scan(tmp_path / "a.pdf", "\n" * 5 + print_, stamp=head)
    text = extract(path, Options()).pages[0].text
    assert "Centre de ressources" in text
    assert "jardins" in text
