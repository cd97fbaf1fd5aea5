from datetime import UTC, datetime

from catalogue.library import create_library
from catalogue.log import open_writer
from catalogue.record import Record
from catalogue.rights import PUBLIC_READER
from search.reading import open_catalogue


def test_concepts_are_counted_again_after_a_commit_and_on_the_day_an_embargo_ends(
    tmp_path, monkeypatch
) -> None:
    library = create_library(tmp_path)
    catalogue, counts = None, []
    for name, embargo in (("a", ""), ("b", ""), ("c", "2099-01-31")):
        with open_writer(library) as writer, writer.transaction():
            writer.put(Record(name, name, themes=("sante",), embargo=embargo), [])
        catalogue = catalogue or open_catalogue(library)
        catalogue.engine.apply(catalogue.log.changes(catalogue.engine.position()))
        counts.append(catalogue.complete("sant", PUBLIC_READER)[0].count)
    monkeypatch.setattr("catalogue.rights.local_now", lambda: datetime(2099, 2, 1, tzinfo=UTC))
    counts.append(catalogue.complete("sant", PUBLIC_READER)[0].count)
    assert counts == [1, 2, 2, 3]
    catalogue.close()
