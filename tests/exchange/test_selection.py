from catalogue.record import Record
from exchange.selection import all_records, records_between
from search.query import MAX_PAGE_SIZE, Query
from search.results import Hit, Results

RECORDS = [Record(str(number), "x") for number in range(2 * MAX_PAGE_SIZE + 1)]


def search(query: Query) -> Results:
    start = (query.page - 1) * query.size
    return Results(len(RECORDS), tuple(Hit(each, 1.0) for each in RECORDS[start : start + query.size]))


def test_every_page_is_read():
    assert list(all_records(search, Query(page=3))) == RECORDS


def test_a_record_that_moved_to_a_later_page_is_not_told_twice():
    def moving(query: Query) -> Results:
        page = search(query)
        return page if query.page == 1 else Results(page.total, (Hit(RECORDS[0], 1.0), *page.hits[1:]))

    identifiers = [each.identifier for each in all_records(moving, Query())]
    assert len(identifiers) == len(set(identifiers))


def test_records_from_any_place_on():
    found = records_between(search, Query(), MAX_PAGE_SIZE - 2, 5)
    assert list(found) == RECORDS[MAX_PAGE_SIZE - 2 : MAX_PAGE_SIZE + 3]
    assert list(records_between(search, Query(), 0, 0)) == []
