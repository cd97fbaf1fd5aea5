"""Documents of one title and one date that stand on the same page, and what tells each from the others.

Templates, and minutes kept in two formats, give several documents one name. A reader who sees it twice wants
to know which is which before opening both: by what they are made in where that differs, else by how long they
are. What their files are called is for the desk only. Comes from records, goes into cards; asks no catalogue.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalogue.record import Record
from search_app.language import counted
from search_app.pages.labels import format_name


def told_apart(records: Iterable[Record]) -> Mapping[str, str]:
    """By identifier what tells a record from its namesakes among these; nothing of those that have none."""
    alike: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for each in records:
        alike[each.title.casefold(), each.issued].append(each)
    return dict(found for group in alike.values() if len(group) > 1 for found in _told(group))


def _told(group: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """What differs from one to the other, format before length; nothing of two alike in both."""
    for tell in (format_name, _length):
        said = [tell(each) for each in group]
        if all(said) and len(set(said)) == len(said):
            yield from ((each.identifier, one) for each, one in zip(group, said, strict=True))
            return


def _length(record: Record) -> str:
    return counted("%(num)s page", "%(num)s pages", record.pages) if record.pages else ""
