import os
from pathlib import Path

import pytest

from catalogue.errors import NoticeError
from catalogue.notice import Notice, Value
from catalogue.record import NOTICE, Access, Page, Record
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import load_vocabularies
from indexer.describe import Describer
from indexer.extract.extracted import Extracted, Line
from indexer.extract.formats import Options, detect, extract
from tests.indexer.describe.samples import extracted

VOCABULARIES = load_vocabularies()
DESCRIBER = Describer(VOCABULARIES, LibrarySettings(centre="villes-au-carre", access="network"))
PAGE = (
    "Bilan des ateliers santé ville\nDijon, le 3 mars 2009\n\n"
    "Les ateliers santé ville améliorent l'accès aux soins des habitants de la région Bourgogne. "
    "La santé des familles y est suivie avec les médecins du quartier."
)


def described(document: Extracted | None, **notice: Value) -> Record:
    return DESCRIBER.describe(
        document,
        file="sante/bilan.pdf",
        identifier="abc",
        sha256="abc",
        size=12,
        media_type="application/pdf",
        notice=Notice(notice) if notice else None,
    )


def document() -> Extracted:
    return extracted(PAGE, lines=(Line("Bilan des ateliers santé ville", 20.0),))


def test_every_value_says_why() -> None:
    record = described(document())
    assert record.title == "Bilan des ateliers santé ville"
    assert (record.issued, record.language, record.places) == ("2009-03-03", "fr", ("reg:26",))
    assert "sante" in record.themes and "asv" in record.programmes
    assert (record.centre, record.access, record.pages) == ("villes-au-carre", Access.NETWORK, 1)
    for name in ("title", "issued", "language", "themes", "programmes", "places", "type", "abstract"):
        value = getattr(record, name)
        values = set(value) if isinstance(value, tuple) else {value} - {""}
        assert {reason.value for reason in record.reasons(name)} == values


def test_quotes_stand_on_their_page() -> None:
    record = described(document())
    quotes = [each for reason in record.provenance for each in reason.evidence if reason.field != "abstract"]
    assert quotes and all(each.page == 1 and each.quote in PAGE for each in quotes)


def test_a_persons_word_replaces_the_proposal() -> None:
    record = described(document(), title="Santé en ville", themes=("Emploi",), places=(), access="internal")
    assert (record.title, record.themes, record.places) == ("Santé en ville", ("emploi",), ())
    assert [reason.method for reason in record.reasons("themes")] == [NOTICE]
    assert (record.access, record.issued) == (Access.INTERNAL, "2009-03-03")


def test_a_notice_without_a_document_is_a_record() -> None:
    record = described(None, title="Journée d'échanges", issued="2007-10-09", type="actes")
    assert (record.title, record.issued) == ("Journée d'échanges", "2007-10-09")
    assert (record.type, record.pages) == ("actes", 0)


def test_an_unknown_value_is_an_error_of_the_notice() -> None:
    with pytest.raises(NoticeError, match="Sentée"):
        described(document(), themes=("Sentée",))


def test_a_document_without_text_has_a_title_still() -> None:
    record = described(Extracted((Page(1, ""),)))
    assert (record.title, record.issued, record.themes, record.places) == ("Bilan", "", (), ())


@pytest.mark.real_data
@pytest.mark.skipif("FONDS_TEST_DATA" not in os.environ, reason="FONDS_TEST_DATA is not set")
def test_the_founding_report_is_described() -> None:
    path = Path(os.environ["FONDS_TEST_DATA"]) / "rapport-activite-2007.md"
    document = extract(path, detect(path), Options(ocr=False))
    record = described(document)
    assert set(record.places) == {"reg:24", "reg:54"}
    assert (record.issued, record.type, record.language) == ("2007", "rapport-activite", "fr")
    assert {"zus", "cucs", "anru", "zfu", "asv", "contrat-de-pays"} <= set(record.programmes)
    assert len(record.programmes) >= 7
    texts = {page.number: page.text for page in document.pages}
    quotes = [reason.evidence[0] for reason in record.reasons("programmes")]
    assert all(each.quote in texts[each.page] for each in quotes)


def test_the_headings_of_a_practice_sheet_are_kept_with_their_reasons() -> None:
    text = "Contexte\nUn quartier.\nObjectifs\nDu lien.\nDéroulement\nTrois ateliers.\nLimites\nPeu d'hommes."
    record = described(extracted("Fiche d'expérience\nAngoulême\n" + text))
    assert record.type == "fiche-experience"
    assert [each.name for each in record.rubrics] == ["context", "aims", "course", "limits"]
    assert [each.value for each in record.reasons("rubrics")] == ["context", "aims", "course", "limits"]


DOUBTFUL = "Note\n\nLe séminaire s'est tenu à Blois. Les transports sont cités une fois, comme le sport."


def test_what_is_more_likely_wrong_than_right_is_no_value_and_waits_for_somebody_to_look() -> None:
    record = described(extracted(DOUBTFUL))
    assert record.places == ()
    (doubt,) = (each for each in record.doubted if each.field == "places")
    assert doubt.value == "com:41018" and doubt.confidence < 0.5
    assert "Blois" in doubt.evidence[0].quote
    assert described(extracted(DOUBTFUL), places=()).doubted == ()
    assert all(each.value not in record.themes for each in record.doubted)
