"""What of a typed query is not searched."""

import pytest

from search.parser import MAX_WORDS
from search.search import Lost, lost_of


@pytest.mark.parametrize(
    ("typed", "lost"),
    [
        ("", None),
        ("emploi", None),
        ("de la", Lost.ALL),
        ("🎉", Lost.ALL),
        ("?!", Lost.ALL),
        ("comment", None),
        ("été", None),
        ("mot " * (MAX_WORDS + 1), Lost.BEYOND),
    ],
)
def test_what_is_not_searched_is_known(typed, lost):
    assert lost_of(typed) is lost
