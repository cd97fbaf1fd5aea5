from search_app.desk.quote_places import quote_boxes
from search_app.page_images.page_words import Box, PageWord

TEXT = ["Le", "bilan", "du", "contrat", "urbain", "de", "cohésion", "sociale", "de", "Tours", ",", "2007"]
WORDS = [PageWord(text, (Box(number / 20, 0.1, 0.04, 0.02),)) for number, text in enumerate(TEXT)]


def test_the_words_of_a_quote_are_found_however_they_are_written():
    (box,) = quote_boxes(WORDS, "Contrat urbain de COHESION sociale")
    assert (box.left, round(box.width, 2)) == (3 / 20, 0.24)


def test_a_quote_that_differs_in_part_is_found_by_its_longest_run():
    (box,) = quote_boxes(WORDS, "évaluation : contrat urbain de cohésion, suite")
    assert box.left == 3 / 20


def test_a_short_likeness_is_no_proof():
    assert quote_boxes(WORDS, "le maire du lieu") == ()
    assert quote_boxes([], "contrat") == () and quote_boxes(WORDS, "") == ()
    assert quote_boxes(WORDS, "2007")
