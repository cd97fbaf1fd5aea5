from demonstration.typography import SOFT_HYPHEN, composed, french_spaces, with_soft_hyphens


def test_puts_spaces_that_do_not_break_where_french_wants_them() -> None:
    assert french_spaces("« Oui » : 31 000 € ?") == "«\u00a0Oui\u00a0»\u00a0: 31\u00a0000\u00a0€\u00a0?"


def test_leaves_times_and_addresses_alone() -> None:
    assert french_spaces("http://exemple.invalid 12:30") == "http://exemple.invalid 12:30"


def test_curves_apostrophes_as_word_processors_do() -> None:
    assert composed("l'Acsé") == "l’Acsé"


def test_cuts_long_words_between_syllables() -> None:
    assert with_soft_hyphens("rénovation urbaine").split(SOFT_HYPHEN) == ["réno", "va", "tion urbaine"]


def test_never_cuts_names_short_words_nor_the_last_word() -> None:
    assert with_soft_hyphens("Châtellerault accueille une expérimentation").count(SOFT_HYPHEN) == 2
