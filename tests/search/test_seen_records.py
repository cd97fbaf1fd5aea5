from dataclasses import replace

from catalogue.library import create_library
from catalogue.log import Log, open_writer
from catalogue.record import Access, Page, Record
from catalogue.rights import Reader
from search.seen_records import SeenRecords

PUBLIC = Reader(frozenset({Access.PUBLIC}))
INTERNAL = Reader(frozenset({Access.PUBLIC, Access.INTERNAL}))


def test_of_some_records_those_that_stand_and_are_seen_are_told_in_one_question(tmp_path):
    library = create_library(tmp_path)
    with open_writer(library) as writer:
        with writer.transaction():
            writer.put(Record("open", "Bilan", sha256="a" * 64), [Page(1, "Un.")])
            writer.put(Record("open@ailleurs", "Bilan", sha256="a" * 64, centre="ailleurs"), [Page(1, "Un.")])
            writer.put(replace(Record("internal", "Note"), access=Access.INTERNAL), [Page(1, "Deux.")])
            writer.put(Record("gone", "Lettre"), [Page(1, "Trois.")])
            writer.withdraw("gone")
            writer.pair_same()
        records = SeenRecords(Log(library.log_path))
        asked = ["open", "open@ailleurs", "internal", "gone", "unknown"]
        assert set(records.standing(asked, PUBLIC)) == {"open"}
        assert {each.title for each in records.standing(asked, INTERNAL).values()} == {"Bilan", "Note"}
        assert not records.standing([], PUBLIC)
