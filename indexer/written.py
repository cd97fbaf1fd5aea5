"""What a person wrote in a notice without a document: the pages of a record of a room.

In: the notice's values; out: an `Extracted` whose pages are its text, cut at its headings, then what its
other details say to a visitor, a line each; None where the notice is of no room. What is private stays out:
pages are searched.
"""

from collections.abc import Mapping

from catalogue.notice import Value
from catalogue.rooms import DETAILS, ROOMS, RUBRICS, TEXT, Form
from indexer.extract.extracted import Extracted
from indexer.extract.markdown import pages_of

#: Forms whose words a visitor would search for.
_SEARCHED = frozenset({Form.LINE, Form.TEXT, Form.MAIL})


def written(notice: Mapping[str, Value]) -> Extracted | None:
    """The pages of one notice."""
    room = ROOMS.get(str(notice.get("room", "")))
    if room is None:
        return None
    lines = [line for name in room.details if name != TEXT for line in _lines(name, notice.get(name, ""))]
    text = str(notice.get(TEXT, ""))
    extracted = pages_of("\n\n".join(filter(None, (text, *lines))))
    return Extracted(extracted.pages, lines=extracted.lines)


def _lines(name: str, value: Value) -> list[str]:
    field = DETAILS[name]
    if field.private or field.form not in _SEARCHED:
        return []
    said = ", ".join((value,) if isinstance(value, str) else value)
    if name in RUBRICS:
        return [f"## {field.label}\n\n{said}"] if said else []  # as a document would head them
    return [f"{field.label} : {said}"] if said else []
