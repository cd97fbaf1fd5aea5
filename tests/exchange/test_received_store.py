from pathlib import Path

import pytest

from catalogue.errors import DamagedFileError
from catalogue.library import Library
from exchange.received import receive
from exchange.received_store import FILE_NAME, Store
from tests.exchange.centres import VILLE, sent


def test_a_store_emptied_made_anew_or_gone_is_told_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    for content, said in ((None, "n'est plus là"), (b"", "est vide"), (b"garbage" * 2000, "être lu")):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(DamagedFileError, match=said) as raised:
            _ = Store(path).state
        assert raised.value.path == path


def test_who_knew_another_store_is_told_all(library: Library) -> None:
    receive(library, VILLE, [sent("a"), sent("b")])
    store = Store(library.state / "mounts" / "ville" / FILE_NAME)
    version = store.state.partition("/")[2]
    assert list(store.items(since=store.state)) == []
    assert [item.identifier for item in store.items(since=f"another/{version}")] == ["a", "b"]


def test_a_block_reads_much_by_one_connection(library: Library) -> None:
    receive(library, VILLE, [sent("a"), sent("b")])
    store = Store(library.state / "mounts" / "ville" / FILE_NAME)
    with store.open():
        assert [store.pages(item.identifier) for item in store.items()] == [
            sent("a").pages,
            sent("b").pages,
        ]
    assert store.centre == VILLE
