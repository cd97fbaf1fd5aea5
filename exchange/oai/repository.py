"""The repository: what an OAI-PMH provider answers from, and the identity of its items."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from catalogue.log import Log, LogEntry, Span
from catalogue.record import Record
from catalogue.rights import Reader, today
from catalogue.vocabulary import Vocabularies
from catalogue.web_address import split_address
from exchange.oai.resumption import Tokens
from exchange.oai.sets import sets_of
from exchange.objects import Label

#: What may stand in the local part of an identifier (oai-identifier, §2).
#: The sets of one state of one log: asked for again by each harvester that comes.
_held: dict[tuple[object, ...], frozenset[str]] = {}
_LOCAL = "-_.!~*'();/?:@&=+$,"


@dataclass(frozen=True, slots=True)
class OaiRepository:
    """One library as harvesters see it."""

    log: Log
    vocabularies: Vocabularies
    label: Label
    facets_of: Callable[[Record], Mapping[str, tuple[str, ...]]]
    #: Whoever harvests is this reader.
    reader: Reader
    tokens: Tokens
    name: str
    centre: str
    email: str
    #: Public address of the site and, below it, of the provider.
    root: str
    path: str = "/oai"
    #: Rows of one answer.
    size: int = 100

    @property
    def url(self) -> str:
        """The base URL."""
        return self.root.rstrip("/") + self.path

    @property
    def domain(self) -> str:
        """The dotted name in identifiers; one that cannot exist (RFC 2606) while the site has none."""
        host = split_address(self.root).hostname or ""
        proper = "." in host and all(label[:1].isalpha() for label in host.split("."))
        return host if proper else f"{self.centre}.invalid"

    def identifier(self, identifier: str) -> str:
        """A record's identifier as harvesters know it."""
        return f"oai:{self.domain}:{quote(identifier, safe=_LOCAL)}"

    def entry(self, identifier: str) -> LogEntry | None:
        """The row such an identifier names, be it a tombstone; None for all that this reader never knew."""
        before = f"oai:{self.domain}:"
        if not identifier.startswith(before) or not identifier.isascii():
            return None
        found = self.log.entry(unquote(identifier.removeprefix(before)))
        if found is None or found.received:
            return None
        return found if self.reader.knew(found.known) or self.record(found) else None

    def record(self, entry: LogEntry) -> Record | None:
        """The record of a row; None when it is gone, for this reader at least."""
        return entry.record if entry.record is not None and self.reader.may_see(entry.record) else None

    def sets(self) -> frozenset[str]:
        """The sets that hold something this reader may see, with those around them."""
        key = (str(self.log.path), self.log.position(), self.reader.access, today())
        if key not in _held:
            _held.clear()
            records = filter(None, map(self.record, self.rows(self.span())))
            found = {each for record in records for each in sets_of(self.facets_of(record))}
            _held[key] = frozenset(found | {each.partition(":")[0] for each in found})
        return _held[key]

    def span(self, *, after: int = 0, start: str = "", end: str = "") -> Span:
        """The rows this reader may be told of."""
        return Span(self.reader.access, after=after, start=start, end=end)

    def rows(self, span: Span) -> Iterator[LogEntry]:
        """Them, in order of change."""
        return self.log.within(span)
