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


def test_dated_minutes_come_before_what_was_discussed() -> None:
    lines = (
        Line("Groupe de travail du littoral", 12),
        Line("Compte-rendu de réunion du 8 février 2019", 12),
        Line("1. Participants (sur place)", 12),
        Line("Revue de l'appel à commentaires", 14),
    )
    expected = "Groupe de travail du littoral Compte-rendu de réunion du 8 février 2019"
    assert prominent(extracted("x", lines=lines)) == expected


def test_lists_cells_and_torn_lines_are_no_subject() -> None:
    subject = Line("Bilan de l'habitat indigne", 12)
    for torn in (
        "Points d'actualité • Maintenance des fichiers",
        "Oui | Non | Sans objet",
        "mes proches ! » et (suite",
    ):
        assert prominent(extracted("x", lines=(Line(torn, 20), subject))) == subject.text


def test_lines_are_read_in_their_order_and_to_their_end() -> None:
    torn = (Line("de trouver sa place", 42), Line("Permettre à chacun", 42), Line("Un pacte", 12))
    assert prominent(extracted("x", lines=torn)) == "Permettre à chacun de trouver sa place"
    long = (
        Line("OUTIL DE CALCUL A", 28),
        Line("L'ECHELLE LOCALE :", 28),
        Line("METHODE", 28),
        Line("Texte", 9),
    )
    assert prominent(extracted("x", lines=long)) == "OUTIL DE CALCUL A L'ECHELLE LOCALE : METHODE"
