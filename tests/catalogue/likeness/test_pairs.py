from catalogue.likeness.pairs import CROWD, Alike, alike_pairs
from catalogue.likeness.sketch import Sketch, sketch_of
from tests.catalogue.likeness.texts import words


def sketches(**texts: str) -> dict[str, Sketch]:
    made = {name: sketch_of(text) for name, text in texts.items()}
    return {name: sketch for name, sketch in made.items() if sketch}


def test_the_same_text_is_told_with_the_record_that_came_first() -> None:
    found = alike_pairs(sketches(a=words(0, 100), b=words(500, 100), c=words(0, 100), d=words(0, 100)))
    assert found == [Alike("a", "c", 1.0, same_text=True), Alike("a", "d", 1.0, same_text=True)]


def test_an_edition_with_a_page_more_is_alike() -> None:
    found = alike_pairs(sketches(a=words(0, 2000), b=words(0, 2150), c=words(9000, 2000)))
    assert [(each.first, each.second, each.same_text) for each in found] == [("a", "b", False)]
    assert found[0].likeness > 0.85


def test_a_shared_chapter_makes_no_likeness() -> None:
    assert alike_pairs(sketches(a=words(0, 2000), b=words(1000, 2000))) == []


def test_of_a_crowd_of_standard_letters_each_is_told() -> None:
    texts = {f"lettre{n}": words(0, 3000) + f" {words(9000 + n, 1)}" for n in range(CROWD + 10)}
    found = alike_pairs(sketches(**texts))
    assert {name for pair in found for name in (pair.first, pair.second)} == set(texts)


def test_nothing_has_no_pairs() -> None:
    assert alike_pairs({}) == []
