"""Erasures asked for, until the indexer has carried them out."""

import os
import stat

import pytest

from catalogue.library import Library
from desk.erasures import FILE_NAME, ask_erasure, asked_erasures, erased


def test_what_is_asked_waits_once_in_order_until_it_is_done(library: Library) -> None:
    assert asked_erasures(library) == ()
    for each in ("b", "a", "b"):
        ask_erasure(library, each)
    assert asked_erasures(library) == ("b", "a")
    erased(library, "b")
    assert asked_erasures(library) == ("a",)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_nobody_else_on_the_machine_reads_whose_documents_are_to_go(library: Library) -> None:
    ask_erasure(library, "a")
    assert stat.S_IMODE((library.state / FILE_NAME).stat().st_mode) == 0o600
