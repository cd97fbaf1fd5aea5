import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

import indexer.describe
from indexer.describe.ending import Ending

MODULES = (import_module(f"indexer.describe.{each.name}") for each in iter_modules(indexer.describe.__path__))
OF_THE_PACKAGE = sorted(
    wording.pattern
    for module in MODULES
    for value in vars(module).values()
    for each in (value.values() if isinstance(value, dict) else (value,))
    if isinstance(each, Ending)
    for wording, _ in each._wordings
)


def test_a_text_ends_so_or_does_not() -> None:
    towards = Ending(r"(?<!\w)(?:a|autour de) $|(?<!\w)au$")
    assert towards.ends("le quartier est autour de ")
    assert towards.ends("on va au\n")
    assert not towards.ends("on va au marché")
    assert not towards.ends("le tableau")


@given(st.data())
def test_no_real_ending_is_missed(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(OF_THE_PACKAGE))
    text = data.draw(st.text("ab ,\n", max_size=80)) + data.draw(st.from_regex(expression))
    assert Ending(expression).ends(text) == bool(re.search(expression, text))


@pytest.mark.parametrize(("expression", "flags"), [("a$|b", re.NOFLAG), ("a$", re.MULTILINE)])
def test_what_does_not_end_where_the_text_does_is_refused(expression: str, flags: re.RegexFlag) -> None:
    with pytest.raises(ValueError, match="a"):
        Ending(expression, flags)
