"""Whether what a bundle tells may still be told."""

import pytest

from catalogue.library import Library
from catalogue.log import Log
from catalogue.record import Access
from exchange.bundles.recalling import narrowed_since
from tests.exchange.bundles.conftest import keep, record


@pytest.mark.parametrize(
    ("change", "narrowed"),
    [
        (record("a", "Titre corrigé", sharing="full"), False),
        (record("a", sharing="extract"), True),
        (record("a", sharing="full", access=Access.INTERNAL), True),
        ("a", True),
    ],
)
def test_only_what_may_be_told_less_than_whole_has_bundles_opened(a: Library, change, narrowed: bool) -> None:
    keep(a, record("a", sharing="full"))
    log = Log(a.log_path)
    before = log.position()
    keep(a, change)
    assert narrowed_since(a, log, before) is narrowed
    assert not narrowed_since(a, log, log.position())
    log.close()
