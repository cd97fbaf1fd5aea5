import pytest

from catalogue.language_names import language_name


@pytest.mark.parametrize(
    ("code", "spoken", "name"),
    [
        ("fr", "fr", "français"),
        ("fr", "en", "French"),
        ("zxq", "fr", "zxq"),
        ("no tag", "fr", "no tag"),
        ("", "fr", ""),
    ],
)
def test_a_language_is_named_or_keeps_its_code(code: str, spoken: str, name: str) -> None:
    assert language_name(code, spoken) == name
