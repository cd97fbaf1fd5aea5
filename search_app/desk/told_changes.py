"""What a step of the history changed, field by field, in words; of steps over many notices the first ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.notice import Value, parse_notice
from desk.history import SITE, VOCABULARIES, KeptChange
from search_app.desk.choices import label_of
from search_app.language import _

#: Notices told of one step, and characters of one value.
MOST, LONGEST = 5, 300


@dataclass(frozen=True, slots=True)
class ToldField:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One notice, or file, and what became of it."""

    title: str
    fields: tuple[ToldField, ...]


def told_changes(changes: Iterable[KeptChange]) -> tuple[ToldChange, ...]:
    """The first changes of a step in words."""
    return tuple(
        ToldChange(
            each.path if each.identifier in (SITE, VOCABULARIES) else each.title,
            () if each.identifier in (SITE, VOCABULARIES) else tuple(_fields(each)),
        )
        for each in list(changes)[:MOST]
    )


def _fields(change: KeptChange) -> Iterator[ToldField]:
    before, after = (_values(change, text) for text in (change.before, change.after))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            label = _(BY_NAME[name].label) if name in BY_NAME else name
            yield ToldField(label, _words(name, before.get(name)), _words(name, after.get(name)))


def _values(change: KeptChange, text: str | None) -> dict[str, Value]:
    """What a notice said; nothing of one that could not be read."""
    try:
        return dict(parse_notice(change.path, text or "").values)
    except NoticeError:
        return {}


def _words(name: str, value: Value | None) -> str:
    values = (value,) if isinstance(value, str) else value or ()
    shown = " ; ".join(_label(name, each) for each in values if each)
    return shown[:LONGEST] + ("…" if len(shown) > LONGEST else "") or "—"


def _label(name: str, value: str) -> str:
    return label_of(name, value) if name in BY_NAME else value
