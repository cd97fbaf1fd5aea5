import pytest

from indexer.describe.language import LanguageDetector, sample
from tests.indexer.describe.samples import pages

FRENCH = "Les habitants du quartier participent à la rénovation de leur cité avec le bailleur et la mairie. "
ENGLISH = "Residents of the neighbourhood take part in the renewal of their estate with the landlord. "


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector(("fr", "en", "it"))


def test_the_body_decides_not_the_cover(detector: LanguageDetector) -> None:
    found = detector.detect(pages(ENGLISH, *([FRENCH * 30] * 8)), "")
    assert found is not None and (found.value, found.method) == ("fr", "text")


def test_each_language_is_told(detector: LanguageDetector) -> None:
    italian = "Gli abitanti del quartiere partecipano al rinnovamento della città con il comune. "
    answers = [detector.detect(pages(text * 4), "") for text in (FRENCH, ENGLISH, italian)]
    assert [found.value for found in answers if found] == ["fr", "en", "it"]


def test_without_text_the_file_may_say(detector: LanguageDetector) -> None:
    declared = detector.detect(pages("12"), "fr-FR")
    assert declared is not None and (declared.value, declared.method) == ("fr", "metadata")
    assert detector.detect(pages("12"), "de") is None and detector.detect((), "") is None


def test_a_library_of_one_language_knows_the_answer() -> None:
    found = LanguageDetector(("fr",)).detect(pages(ENGLISH), "")
    assert found is not None and found.value == "fr"


def test_the_sample_is_bounded_and_spread() -> None:
    text = sample(pages(*(f"début{n} " + "x" * 5000 for n in range(100))))
    assert len(text) < 10_000 and "début0" in text


@pytest.mark.parametrize(
    "text",
    [
        "An dud a labour asambles evit ar c'harter : bep miz e vez un emvod, ha bep bloaz ur gouel.",
        "Los vecinos del barrio se encuentran cada mes con el ayuntamiento para hablar de la escuela.",
        "Los abitants del barri s'amassan cada mes amb la comuna per decidir de l'escòla nòstra.",
        "Tout moun adan katyé-la ka vini chak mwa pou palé dè lékòl é dè kaz, épi lavil ka kouté.",
        "Mahalle sakinleri her ay belediye ile bir araya gelerek okulların geleceğini konuşuyor.",
        "Auzoko bizilagunak hilero biltzen dira udalarekin eskolen eta etxeen etorkizunaz hitz egiteko.",
    ],
)
def test_a_language_the_library_does_not_hold_is_unknown(text: str) -> None:
    assert LanguageDetector(("fr", "en")).detect(pages(text), "") is None


def test_a_few_french_words_are_no_certainty(detector: LanguageDetector) -> None:
    found = detector.detect(
        pages("Affiche\n\nGrande fête de quartier dimanche, entrée libre et gratuite"), ""
    )
    assert found is None or (found.value == "fr" and found.confidence <= 0.5)


def test_a_language_named_twice_is_one() -> None:
    text = "Les habitants du quartier ont été consultés sur le projet de renouvellement urbain."
    found = LanguageDetector(("fr", "en", "fr")).detect(pages(text), "")
    assert found is not None
    assert found.value == "fr"
