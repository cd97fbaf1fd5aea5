import pytest

from catalogue.library import Library
from exchange.incoming.doubles import Doubles

HELD = {
    "title": "L'été des quartiers",
    "creators": ("Dupont, Jean",),
    "issued": "2007-10",
    "isbn": ("978-2-11-008000-1",),
    "doi": "10.1/a",
}


@pytest.mark.parametrize(
    ("values", "shared"),
    [
        ({"title": "Autre", "isbn": ("2110080006",)}, "le même ISBN"),
        ({"title": "Autre", "doi": "10.1/A"}, "le même DOI"),
        ({"title": "L’ÉTÉ des quartiers", "creators": ("DUPONT, J.",), "issued": "2007"}, "mêmes titre"),
        ({"title": "L'été des quartiers", "creators": ("Martin, J.",), "issued": "2007"}, ""),
        ({"title": "L'été des quartiers", "issued": "2007"}, ""),
    ],
)
def test_a_publication_is_known_by_its_numbers_or_by_title_author_and_year(
    library: Library, values: dict[str, object], shared: str
) -> None:
    doubles = Doubles(library)
    doubles.add("a", HELD)
    told = doubles.of("b", values)  # type: ignore[arg-type]
    assert shared in told
    assert bool(told) == bool(shared)
    assert doubles.of("a", HELD) == ""
