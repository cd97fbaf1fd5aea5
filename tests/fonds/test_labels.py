import pytest

from catalogue.vocabulary import load_vocabularies
from fonds.commands.labels import value_label


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("access", "internal", "Le centre seulement (internal)"),
        ("status", "published", "Publié (published)"),
        ("status", "unknown", "unknown"),
        ("themes", "sante", "Santé (sante)"),
    ],
)
def test_a_code_is_told_in_words_before_it(field: str, value: str, said: str) -> None:
    assert value_label(load_vocabularies(), field, value) == said
