"""Origin: what a document's address, and the folder it lies in, tell of its authors, places and date.

The address is that of the notice's source (a person is believed), else what the file says of itself
(`indexer.extract.origins`). It is weak evidence: what it says of each candidate is seen here and weighed
elsewhere (`by_origin`), after all that the text says.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from catalogue.record import Evidence
from indexer.describe.addresses import Address, read_address
from indexer.describe.bodies import line_at
from indexer.describe.filed_dates import Filed, filed_dates
from indexer.describe.folded_text import WORD, fold
from indexer.describe.hosts import whose_site
from indexer.describe.joined_names import PlacesByName
from indexer.describe.site_owners import Owner, Whose, owner_of, places_in
from indexer.extract.extracted import Extracted

#: The page of what stands on none.
NOWHERE = 0
#: Inhabitants from which a town is meant by the name of a folder or of a segment of a path.
KNOWN = 2000
#: Characters of the foot of a document in which the name of its site may stand.
FOOT = 700
#: Characters of the head of a document in which it may print its address, and how addresses are printed.
HEAD = 1500
_PRINTED = re.compile(
    r"(?:(?<![\w.@/-])|@|https?://)(?:www\.)?"
    r"(?P<host>(?:[a-z\d-]{2,40}\.){1,3}(?:fr|com|org|net|eu|re|gp|mq|nc|corsica|bzh|be|ch))(?![\w.-]*\w)",
    re.IGNORECASE,
)
#: Owners whose name is a guess: of them a document says more than its address.
_UNSURE = (Whose.BARE, Whose.WORDS)
#: Before the name of a place that folders are called by: « 37 - Indre-et-Loire », « Ville de Tours ».
_BEFORE = re.compile(
    r"(?:\d[\dab]{1,2}\s*[-_. ]\s*"
    r"|(?:ville|mairie|commune|departement|region)[ _-]+(?:de[ _-]+|du[ _-]+|d[’' _-]+)?)"
)


class How(IntEnum):
    """How an origin tells a place, the surest last."""

    FOLDER = 0
    PATH = 1
    SEGMENT = 2
    HOST = 3
    #: Its site bears the name and nothing more.
    NAMED = 4
    SITE = 5


#: Owners whose place is told less surely than by a site that says it is one's own.
_HOW = {Whose.TOWN_NAME: How.NAMED, Whose.PART: How.HOST}


@dataclass(frozen=True, slots=True)
class Origin:
    """What is told before a word of the text is read; empty when nothing is known."""

    owner: Owner | None = None
    #: Whether the page stands on a site below the owner's: of a service, a museum, a campaign.
    is_below: bool = False
    #: Place → how surely it is told.
    places: Mapping[str, How] = field(default_factory=dict)
    #: The words of the path, between spaces.
    path: str = " "
    #: The dates the path says.
    dates: Filed = field(default_factory=dict)
    #: The address as a reader may see it; a folder is nobody's business but the centre's.
    evidence: tuple[Evidence, ...] = ()


class OriginReader:
    """Reads the origin of one document after another."""

    def __init__(self, places: PlacesByName) -> None:
        self.places = places

    def read(self, extracted: Extracted, source: str, file: str) -> Origin:
        """What the address a document comes from and the path of its file below the corpus tell.

        `source` is what its notice says of where it comes from: an address, a sentence or nothing.
        """
        address = read_address(source) or read_address(extracted.metadata.origin)
        folders = dict.fromkeys(self._folders(file), How.FOLDER)
        if address is None:
            return Origin(places=folders)
        site = whose_site(address)
        owner = owner_of(site, _texts(extracted), self.places) if site else None
        path = f" {' '.join(WORD.findall(' '.join(address.path)))} "
        places = folders | self._told(address, site, owner)
        evidence = (Evidence(NOWHERE, address.shown),)
        dates = filed_dates(address.path)
        return Origin(owner, bool(site and site.before), places, path, dates, evidence)

    def printed(self, extracted: Extracted) -> Origin:
        """Whose site a document names in its title or at its head, as letterheads and covers do."""
        page = extracted.pages[0] if extracted.pages else None
        for found in _PRINTED.finditer(page.text[:HEAD]) if page else ():
            address = read_address(f"http://{found['host']}")
            site = whose_site(address) if address else None
            owner = owner_of(site, _texts(extracted), self.places) if site else None
            if page and owner and owner.whose not in _UNSURE:
                return Origin(
                    owner, evidence=(Evidence(page.number, line_at(page.text, found.start())[:240]),)
                )
        return Origin()

    def _told(self, address: Address, site: Address | None, owner: Owner | None) -> dict[str, How]:
        """The places an address names, each as surely as it does."""
        found: dict[str, How] = {}
        if site:
            found |= dict.fromkeys(
                filter(None, (self._place(each) for each in address.path[:-1])), How.SEGMENT
            )
            found |= dict.fromkeys(places_in(site, self.places), How.HOST)
        if owner and owner.place:
            found[owner.place] = _HOW.get(owner.whose, How.SITE)
        return found

    def _folders(self, file: str) -> Iterator[str]:
        for folder in file.split("/")[:-1]:
            name = fold(folder)
            if place := self._place(_BEFORE.sub("", name, count=1)) or self._place(name):
                yield place

    def _place(self, name: str) -> str:
        return self.places.any(name, KNOWN) or self.places.group(name)


def _texts(extracted: Extracted) -> tuple[str, ...]:
    """Where the name of a site may be written out: what the page says of itself, its head and its foot."""
    said = extracted.metadata
    foot = (extracted.pages[-1].text[-FOOT:],) if extracted.pages else ()
    return (said.publisher, said.title, *(page.text for page in extracted.pages[:1]), *foot)
