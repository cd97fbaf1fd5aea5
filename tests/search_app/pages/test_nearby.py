from dataclasses import dataclass

from search_app.pages.nearby import nearby


@dataclass(frozen=True)
class Of:
    """A card, as far as it matters here."""

    aside: bool


APART, OPEN = Of(aside=True), Of(aside=False)


def test_results_and_what_is_no_result_stand_apart():
    results, beside = nearby([OPEN, APART, APART], [APART], relaxed=False)
    assert (results.text, results.open) == (
        "2 résultats où vos mots sont séparés, dans un autre ordre ou en passant",
        False,
    )
    assert (beside.text, len(beside.cards)) == ("1 document qui en parle en partie, non compté", 1)


def test_what_stands_alone_is_open():
    (only,) = nearby([APART], [], relaxed=True)
    assert (only.text, only.open) == ("1 résultat qui n'a qu'une partie de vos mots", True)


def test_nothing_set_aside_is_nothing_said():
    assert not list(nearby([OPEN], [OPEN], relaxed=False))
