from indexer.describe.prominence import most_prominent
from indexer.extract.extracted import Extracted, Line
from tests.indexer.describe.samples import extracted


def prominent(document: Extracted) -> str | None:
    found = most_prominent(document)
    return found.value if found else None


def test_a_word_set_large_is_completed_by_the_line_below() -> None:
    lines = (Line("RAPPORT", 40), Line("d'activité 2007", 24), Line("Villes au carré", 10))
    assert prominent(extracted("RAPPORT", lines=lines)) == "RAPPORT d'activité 2007"


def test_a_body_set_large_is_no_subject() -> None:
    lines = (Line("Direction départementale des territoires", 24), Line("Bilan de l'habitat indigne", 20))
    document = extracted("Direction départementale des territoires\nBilan de l'habitat indigne", lines=lines)
    assert prominent(document) == "Bilan de l'habitat indigne"


def test_a_letter_says_its_object() -> None:
    text = "Préfecture du Loiret\nObjet : attribution d'une subvention de la ville.\nMonsieur,"
    document = extracted(text, lines=(Line("Préfecture du Loiret", 20),))
    assert prominent(document) == "Attribution d'une subvention de la ville"


def test_a_title_is_freed_of_what_is_around_it() -> None:
    lines = (Line("🎯 Recommandations au préfet [projet]", 20),)
    assert prominent(extracted("x", lines=lines)) == "Recommandations au préfet [projet]"
    lines = (Line("Compte rendu de réunion", 20), Line("Participants :", 20), Line("M. Durand", 20))
    assert prominent(extracted("x", lines=lines)) == "Compte rendu de réunion"


def test_a_short_title_is_not_completed_by_a_sentence() -> None:
    lines = (Line("Bilan", 30), Line("La rénovation du Sanitas est engagée depuis deux ans.", 18))
    assert prominent(extracted("Bilan", lines=lines)) == "Bilan"


def test_nothing_is_prominent_in_a_text_without_lines_or_with_one_long_run() -> None:
    assert prominent(extracted("Un texte.")) is None
    assert prominent(extracted("x", lines=tuple(Line("Des mots " * 20, 12) for _ in range(9)))) is None
