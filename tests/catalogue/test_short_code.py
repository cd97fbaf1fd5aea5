import pytest

from catalogue.short_code import ALPHABET, LENGTH, read_code, short_code


def test_a_code_never_changes():
    """Printed addresses hold it: this value stands for ever."""
    assert short_code("rapport-2007") == "ktz3dy6kh1"


def test_a_code_can_be_read_out_and_typed():
    code = short_code("a" * 64)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set("ilou") & set(ALPHABET)
    assert read_code(f" {code.upper()} ") == code


@pytest.mark.parametrize(
    ("typed", "code"), [("OIL0000000", "0110000000"), ("", ""), ("abc", ""), ("u" * 10, "")]
)
def test_letters_misread_are_understood_and_the_rest_refused(typed, code):
    assert read_code(typed) == code
