"""One harvest: what has changed in a repository since the last one, page by page.

The next harvest begins at the date at which this one began, by the repository's own clock, so nothing that
changed meanwhile is missed. A repository that keeps no deletions is asked for everything each time, and what
it no longer tells is withdrawn; a list that is cut short goes on at the next harvest, however often it is.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from catalogue.centre import CENTRE, Centre, Means
from catalogue.errors import TOLD, Told
from catalogue.library import Library
from catalogue.lock import PATIENCE_S, writing
from catalogue.vocabulary import load_vocabularies
from catalogue.web_address import split_address
from exchange.fetching import FetchError
from exchange.harvesting.asking import RemoteRepository
from exchange.harvesting.errors import HarvestConflictError, HarvestError
from exchange.harvesting.harvest_state import (
    HarvestState,
    forget_heard,
    heard,
    keep_state,
    note_heard,
    read_state,
)
from exchange.harvesting.mapping import record_of
from exchange.harvesting.messages import HarvestAnswer, HarvestItem
from exchange.harvesting.moments import moment
from exchange.incoming.mapping import NoticeMapper
from exchange.received import Sent, Withdrawn, receive, stores
from exchange.received_store import Store

#: Pages of one harvest, beyond which a repository goes round in circles.
_MOST_PAGES = 100_000
#: Pages on end that tell nothing but what was told before them, beyond which it does so as well.
_MOST_REPEATED = 50


@dataclass(frozen=True, slots=True)
class HarvestPage:
    """What one answer brought."""

    changes: tuple[Sent | Withdrawn, ...]
    #: Where the list goes on; empty on the last page.
    token: str
    begun: str
    #: Records of which more values of one kind were told than are kept.
    cut: int = 0


def centre_name(url: str) -> str:
    """What a repository's centre is called when nobody says: its host, as a file may be called."""
    host = (split_address(url).hostname or "").removeprefix("www.")
    return re.sub("[^a-z0-9]+", "-", host.lower()).strip("-")[:63]


def harvested(library: Library) -> list[str]:
    """The centres this library harvests."""
    return [name for name, store in stores(library).items() if store.centre.means is Means.HARVEST]


@dataclass(slots=True)
class Harvested:
    """What one repository brought."""

    centre: str
    received: int = 0
    withdrawn: int = 0
    pages: int = 0
    #: Records that tell so many authors, say, that the last of them are left out.
    cut: int = 0
    #: Why it was cut short, None when it was not. What had come is kept, and the next harvest goes on.
    failure: Told | None = None

    def count(self, page: HarvestPage) -> None:
        """Add what a page brought."""
        sent = sum(isinstance(each, Sent) for each in page.changes)
        self.received += sent
        self.withdrawn += len(page.changes) - sent
        self.pages += 1
        self.cut += page.cut


def harvest(
    library: Library,
    centre: str,
    state: HarvestState,
    *,
    whole: bool = False,
    follow: Callable[[Library], object],
    on_page: Callable[[Harvested], None] = lambda _told: None,
) -> Harvested:
    """Take what a repository has, page by page, each kept as it comes, and make it searchable by `follow`.

    A harvest asked as the one before it goes on where that was cut short; `whole` begins again, and so does
    another list of the same repository: what changed since says nothing of what was never asked. Raises
    HarvestConflictError when the name is another centre's; all else that goes wrong is told in the answer.
    """
    told, before = Harvested(centre), read_state(library, centre)
    if before is not None and (before.url, before.set, before.prefix) == (state.url, state.set, state.prefix):
        state = before
    else:
        whole = whole or before is not None
    with Harvest(library, centre, state, whole=whole) as harvesting:
        try:
            for page in harvesting.pages():
                with writing(library, wait_s=PATIENCE_S):
                    harvesting.keep(page)
                told.count(page)
                on_page(told)
        except TOLD as error:
            told.failure = error
        with writing(library, wait_s=PATIENCE_S):
            follow(library)
    return told


class Harvest:
    """The harvest of one repository; a context manager. `pages` asks, `keep` writes what it brought."""

    def __init__(self, library: Library, centre: str, state: HarvestState, *, whole: bool = False) -> None:
        """`whole` asks for everything again; raises HarvestConflictError when the name is taken."""
        self.identifier = centre
        self._library, self._state = library, state
        self._store = _store(library, centre, state)
        self._mapper = NoticeMapper(load_vocabularies(library.vocabularies))
        self._repository = RemoteRepository(state.url, library.settings.sharing.private_hosts)
        self._again, self._whole = whole, whole or state.whole
        self._told: set[str] = set()
        self._centre = Centre(centre, centre, Means.HARVEST, source=state.url)

    def __enter__(self) -> "Harvest":
        self._repository.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._repository.__exit__(None, None, None)

    def pages(self) -> Iterator[HarvestPage]:
        """What has changed, page by page; raises FetchError or HarvestError."""
        about = self._identified()
        state, before = self._state, moment(self._store.centre.position) if self._store else ""
        if self._whole or about.get("deletedRecord") == "no":
            self._whole, before = True, ""
            self._go_on()
        start = before[:10] if about.get("granularity") == "YYYY-MM-DD" else before
        first = {"metadataPrefix": state.prefix, "set": state.set, "from": start}
        answer = self._resumed() or self._repository.ask(verb="ListRecords", **first)
        begun = state.begun if state.token else answer.date
        passed: set[str] = set()
        repeated = 0
        while True:
            page = self._page(answer, begun)
            repeated = 0 if self._tells_more(page) else repeated + 1
            yield page
            if not page.token:
                return
            if page.token in passed or len(passed) > _MOST_PAGES or repeated > _MOST_REPEATED:
                raise HarvestError(f"{state.url} donne sans fin les mêmes pages. Prévenez ce centre.")
            passed.add(page.token)
            answer = self._repository.ask(verb="ListRecords", resumptionToken=page.token)

    def _go_on(self) -> None:
        """Take up the whole list that was cut short, where it is known what it has told; else begin one."""
        state = self._state
        known = heard(self._library, self.identifier, state.list) if state.list else None
        if state.token and known is not None and not self._again:
            self._told = known
        else:
            state.token, state.list, self._told = "", uuid.uuid4().hex, set()

    def _tells_more(self, page: HarvestPage) -> bool:
        return not page.changes or any(_named(each) not in self._told for each in page.changes)

    def keep(self, page: HarvestPage) -> None:
        """Keep what a page brought; the caller holds the library's lock."""
        changes = list(page.changes)
        named = [_named(each) for each in changes]
        self._told.update(named)
        if not page.token:
            if self._whole and self._store is not None:
                changes += _gone(self._store, self._told)
            self._centre = replace(self._centre, position=page.begun, told=page.begun)
        receive(self._library, self._centre, changes)
        if self._whole:
            note_heard(self._library, self.identifier, self._state.list, named)
        goes_on = bool(page.token)
        self._state = replace(
            self._state,
            token=page.token,
            begun=page.begun if goes_on else "",
            whole=self._whole and goes_on,
            list=self._state.list if goes_on else "",
        )
        keep_state(self._library, self.identifier, self._state)
        forget_heard(self._library, self.identifier, but=self._state.list)

    def _identified(self) -> dict[str, str]:
        about = self._repository.ask(verb="Identify").about or {}
        parts = split_address(self._state.url)
        self._centre = Centre(
            self.identifier,
            about.get("repositoryName", "")[:200] or self.identifier,
            Means.HARVEST,
            url=f"{parts.scheme}://{parts.netloc}",
            contact=about.get("adminEmail", "")[:200],
            position=self._store.centre.position if self._store else "",
            told=self._store.centre.told if self._store else "",
            source=self._state.url,
        )
        self._refuse_double(f"{about.get('baseURL')}")
        return about

    def _refuse_double(self, base: str) -> None:
        """Refuse what stands here already: our own records, or those of a centre that is mounted."""

        def is_site(url: str) -> bool:
            return bool(url) and f"{url.rstrip('/')}/oai" in (self._state.url, base)

        known = [each.centre for each in stores(self._library).values()] if self._store is None else []
        mounted = [each for each in known if each.means is Means.BUNDLE and is_site(each.url)]
        if mounted:
            raise HarvestConflictError(
                f"« {mounted[0].name} » est déjà monté ici par ses lots, textes compris. Pour le moissonner "
                f"à la place, lancez « fonds unmount {mounted[0].identifier} » d'abord."
            )
        if is_site(self._library.settings.library.url):
            raise HarvestConflictError(
                f"{self._state.url} est l'adresse de votre propre site : ses notices sont déjà ici. Donnez "
                f"celle d'un autre catalogue ; « fonds unmount {self.identifier} » retire les doubles."
            )

    def _resumed(self) -> HarvestAnswer | None:
        """The page after the last one kept; None when there is none, or when its token is no longer good.

        Repositories say so in many ways (badResumptionToken, badArgument, « 404 »): whoever refuses the token
        is asked for the list anew, which tells whether it was the token that was refused.
        """
        if not self._state.token:
            return None
        try:
            answer = self._repository.ask(verb="ListRecords", resumptionToken=self._state.token)
        except FetchError as error:
            if error.passing:
                raise
        else:
            if answer.error in ("", "noRecordsMatch"):
                return answer
        self._state.token = ""
        if self._whole:
            self._go_on()
        return None

    def _page(self, answer: HarvestAnswer, begun: str) -> HarvestPage:
        if answer.error == "badResumptionToken":
            raise HarvestError(
                f"{self._state.url} ne sait plus continuer la liste qu'il a commencée. Relancez "
                "« fonds harvest » ; si cela revient, prévenez ce centre."
            )
        if answer.error and answer.error != "noRecordsMatch":
            raise HarvestError(
                f"{self._state.url} refuse : {answer.error} ({answer.message}). Vérifiez le lot et le format."
            )
        if not answer.error and not answer.lists:
            # Taken for an empty list, it would end the harvest, and withdraw all that was not told again.
            raise HarvestError(
                f"{self._state.url} répond en OAI-PMH, mais sans la liste demandée. Prévenez ce centre."
            )
        cut = sum(each.cut for each in answer.items)
        return HarvestPage(tuple(map(self._change, answer.items)), answer.token, begun, cut)

    def _change(self, item: HarvestItem) -> Sent | Withdrawn:
        return Withdrawn(item.identifier) if item.deleted else Sent(record_of(item, self._mapper), ())


def known_state(library: Library, centre: str) -> HarvestState:
    """How a centre was harvested before; raises HarvestError when it never was."""
    state = read_state(library, centre)
    if state is None:
        known = ", ".join(harvested(library)) or "aucun"
        raise HarvestError(f"Le centre « {centre} » n'est pas moissonné ici. Centres moissonnés : {known}.")
    return state


def _store(library: Library, centre: str, state: HarvestState) -> Store | None:
    """What is kept of the centre already; raises HarvestConflictError when it is another's name."""
    if not centre_name(state.url):
        raise HarvestConflictError(
            f"« {state.url} » n'est pas l'adresse d'un catalogue (https://catalogue.exemple.fr/oai). "
            "Vérifiez-la."
        )
    if not CENTRE.fullmatch(centre) or centre == library.settings.library.centre:
        raise HarvestConflictError(
            f"« {centre} » ne peut nommer un centre moissonné ; donnez-en un autre par --centre, par exemple "
            f"« {centre_name(state.url)} »."
        )
    store = stores(library).get(centre)
    if store is not None and store.centre.source != state.url:
        raise HarvestConflictError(
            f"« {centre} » nomme déjà un autre centre ici. Donnez un autre nom par --centre, ou retirez-le "
            f"par « fonds unmount {centre} »."
        )
    return store


def _named(change: Sent | Withdrawn) -> str:
    """The identifier of what a change is about."""
    return change.record.identifier if isinstance(change, Sent) else change.identifier


def _gone(store: Store, told: set[str]) -> list[Withdrawn]:
    """What is kept and was not told again."""
    return [
        Withdrawn(item.identifier)
        for item in store.items()
        if item.record is not None and item.identifier not in told
    ]
