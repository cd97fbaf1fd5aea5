"""A harvest tells exactly the corpus, whatever is written meanwhile."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.library import create_library
from catalogue.record import Access, Record
from exchange.oai.listing import OAI
from tests.exchange.oai.repositories import PREFIX, ask, headers, put, repository, token, withdraw


def test_a_list_whose_rest_has_changed_since_ends_in_peace(library):
    put(library, Record("a", "x"), Record("b", "x", places=("reg:53",)), Record("c", "x", places=("reg:53",)))
    shelf = repository(library, 1)
    first = ask(shelf, "ListRecords", PREFIX, ("set", "region:53"))
    put(library, Record("c", "x"))
    last = ask(shelf, "ListRecords", resumptionToken=token(first))
    assert headers(last) == [("b", False)]
    assert token(last) == ""


#: What a writer may do between two pages: put a record anew, withdraw or restrict it.
_WRITES = st.lists(
    st.tuples(st.sampled_from(["put", "withdraw", "restrict"]), st.integers(0, 12)), max_size=12
)


def harvest(shelf, between=lambda: None, start="2000-01-01T00:00:00Z"):
    """Local identifier → whether it is deleted, as a harvester that keeps the last word would hold it."""
    root = ask(shelf, "ListRecords", PREFIX, ("from", start))
    held = dict(headers(root))
    while rest := token(root):
        between()
        root = ask(shelf, "ListRecords", resumptionToken=rest)
        held |= dict(headers(root))
    return held


@pytest.mark.parametrize("size", [1, 7, 100])
def test_a_harvest_is_the_corpus(library, size):
    put(library, *(Record(f"r{number}", "x") for number in range(16)))
    withdraw(library, "r3")
    assert harvest(repository(library, size)) == {f"r{number}": number == 3 for number in range(16)}


class Writing:
    """A writer that does one thing each time it is asked, and the state that harvesters should come to."""

    def __init__(self, library, writes):
        self.library, self._todo = library, iter(writes)
        self.told = {f"r{number}": False for number in range(10)}
        self.untouched = set(self.told)
        put(library, *(Record(name, "x") for name in self.told))

    def __call__(self):
        what, number = next(self._todo, ("", 0))
        name = f"r{number}"
        self.untouched -= {name} if what else set()
        if what == "put":
            put(self.library, Record(name, "y"))
            self.told[name] = False
        elif what == "restrict":
            put(self.library, Record(name, "y", access=Access.INTERNAL))
            self.told |= {name: True} if name in self.told else {}
        elif what == "withdraw" and name in self.told:
            withdraw(self.library, name)
            self.told[name] = True
        return what


@settings(max_examples=25, deadline=None)
@given(_WRITES, st.sampled_from([1, 2, 7, 100]))
def test_nothing_is_missed_while_a_writer_works(writes, size):
    with tempfile.TemporaryDirectory() as folder:
        library = create_library(Path(folder))
        writing = Writing(library, writes)
        shelf = repository(library, size)
        asked = ask(shelf, "Identify").findtext(f"{{{OAI}}}responseDate")
        held = harvest(shelf, writing)
        assert held.keys() >= writing.untouched
        while writing():
            pass
        assert held | harvest(shelf, start=asked) == writing.told
