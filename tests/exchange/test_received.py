import pytest

from catalogue.library import Library
from catalogue.record import Record
from exchange.received import Sent, Withdrawn, damaged_stores, drop, receive, stores
from tests.exchange.centres import VILLE, sent


def test_what_was_received_is_kept_as_it_came(library: Library) -> None:
    receive(library, VILLE, [sent("a"), sent("b")], vocabulary=b"# SKOS")
    store = stores(library)["ville"]
    assert (store.centre, store.vocabulary) == (VILLE, b"# SKOS")
    assert [item.record for item in store.items()] == [sent("a").record, sent("b").record]
    assert store.pages("b") == sent("b").pages


def test_only_what_has_changed_is_new(library: Library) -> None:
    receive(library, VILLE, [sent("a"), sent("b")])
    state = stores(library)["ville"].state
    receive(library, VILLE, [sent("a"), sent("b", title="Corrigé"), Withdrawn("c", "droit")])
    items = list(stores(library)["ville"].items(since=state))
    assert [(item.identifier, item.reason or "") for item in items] == [("b", ""), ("c", "droit")]


def test_the_whole_withdraws_what_is_not_in_it(library: Library) -> None:
    receive(library, VILLE, [sent("a"), sent("b")])
    receive(library, VILLE, [sent("b")], whole=True)
    items = {item.identifier: item.reason or "" for item in stores(library)["ville"].items()}
    assert items == {"a": "retire", "b": ""}


def test_nothing_is_kept_of_what_breaks_off(library: Library) -> None:
    def broken():
        yield sent("b")
        raise RuntimeError

    receive(library, VILLE, [sent("a")])
    with pytest.raises(RuntimeError):
        receive(library, VILLE, broken())
    assert [item.identifier for item in stores(library)["ville"].items()] == ["a"]


def test_a_first_receipt_that_breaks_off_is_no_centre(library: Library) -> None:
    with pytest.raises(ZeroDivisionError):
        receive(library, VILLE, (sent("abc"[1 // each]) for each in (1, 0)))
    assert stores(library) == {}


def test_what_is_withdrawn_is_overwritten(library: Library) -> None:
    receive(library, VILLE, [sent("a")])
    path = library.state / "mounts/ville/received.sqlite"
    body = stores(library)["ville"]._path.read_bytes()
    receive(library, VILLE, [Withdrawn("a", "droit")])
    page = next(body[at : at + 40] for at in range(len(body)) if body[at : at + 2] == b"x^")
    assert page in body
    assert page not in path.read_bytes()


def test_a_dropped_centre_leaves_no_file(library: Library) -> None:
    receive(library, VILLE, [sent("a")])
    assert drop(library, "ville")
    assert not drop(library, "ville")
    assert not (library.state / "mounts").exists()


def test_metadata_alone_will_do(library: Library) -> None:
    receive(library, VILLE, [Sent(Record("oai:a:1", "Notice"))])
    assert stores(library)["ville"].pages("oai:a:1") == ()


def test_one_that_breaks_off_while_it_first_comes_leaves_nothing_that_looks_damaged(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        pass

    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr("exchange.received.disk.move", killed)  # the last thing that is done
        with pytest.raises(KilledError):
            receive(library, VILLE, [sent("a")])
    assert damaged_stores(library) == {} and stores(library) == {}
    receive(library, VILLE, [sent("a")])
    assert [item.identifier for item in stores(library)["ville"].items()] == ["a"]
