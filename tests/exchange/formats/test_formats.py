import pytest

from exchange.formats import FORMATS
from tests.exchange.references import REFERENCE


@pytest.mark.parametrize("name", FORMATS)
def test_each_is_written_as_references_come(name):
    asked = []

    def references():
        for number in range(3):
            asked.append(number)
            yield REFERENCE

    chunks = FORMATS[name].write(references())
    assert next(chunks)
    # A zip is finished at its end.
    assert len(asked) == 3 if not FORMATS[name].textual else len(asked) < 3
