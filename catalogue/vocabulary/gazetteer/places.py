"""Places: what the gazetteer knows of one code, and the names by which places are found.

The file is read once a process (some 40 ms, 12 MB); a line is only cut into its columns when somebody asks
for that place, since a document speaks of a few of the 36 000.
"""

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.gazetteer.quarters import FILE_NAME, Quarter, read_quarters
from catalogue.vocabulary.regions import REGION_OF

SHIPPED = Path(__file__).parent / "places.tsv.gz"
#: Natures of intercommunality (DGCL) that are part of its name when people write it out.
NATURES = {
    "CC": "communauté de communes",
    "CA": "communauté d'agglomération",
    "CU": "communauté urbaine",
    "METRO": "métropole",
    "MET69": "métropole",
    "EPT": "établissement public territorial",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One commune, intercommunality, quarter or département."""

    #: `com:37261`, as records hold it.
    code: str
    name: str
    #: Inhabitants; 0 when unknown.
    population: int = 0
    #: The places it lies in, nearest first: `epci:243700754`, `dep:37`, `reg:24`.
    within: tuple[str, ...] = ()
    #: Of an intercommunality, a key of NATURES.
    nature: str = ""

    @property
    def title(self) -> str:
        """The name as it stands alone: « Communauté d'agglomération du Grand Angoulême »."""
        nature = NATURES.get(self.nature, "")
        return f"{nature.capitalize()} {self.name}" if nature and self.name[0].islower() else self.name

    @property
    def departement(self) -> str:
        """`dep:37`; of an intercommunality over several, the one most people live in."""
        return next((each for each in (self.code, *self.within) if each.startswith("dep:")), "")


class Gazetteer:
    """All places, by code and by name; read-only, may be shared. The file is read at the first question."""

    def __init__(self, version: str, quarters: tuple[Quarter, ...] = ()) -> None:
        #: Changes with any place.
        self.version = version
        self._quarters = {f"{each.kind}:{each.code}": each for each in quarters}

    @property
    def _lines(self) -> Mapping[str, str]:
        return _shipped().lines

    def place(self, code: str) -> Place | None:
        """What is known of a code, None for one that no list holds."""
        kind, _, number = code.partition(":")
        if kind == "dep":
            return _departement(code, number)
        if code in self._quarters:
            return self._quarter(self._quarters[code])
        line = self._lines.get(code)
        return _place(code, line) if line is not None else None

    def label(self, code: str) -> str:
        """« Tours (Indre-et-Loire) », « Sanitas (Tours) », « Indre-et-Loire »; the code when unknown."""
        place = self.place(code)
        if place is None:
            return code
        around = self.place(next(iter(place.within if code in self._quarters else (place.departement,)), ""))
        return f"{place.title} ({around.name})" if around and around.code != code else place.title

    def within(self, code: str) -> tuple[str, ...]:
        """The places a place lies in, nearest first; a quarter no list holds lies in its département."""
        place = self.place(code)
        return place.within if place else _departement_of_quarter(code)

    def communes(self) -> Iterator[tuple[str, str, int]]:
        """Code, name and inhabitants of every commune."""
        for code, line in self._lines.items():
            if code.startswith("com:"):
                name, population, _ = line.split("\t", 2)
                yield code, name, int(population)

    def communes_of(self, group: str) -> Iterator[Place]:
        """The communes of one intercommunality (`epci:…`)."""
        codes = _communes_of_groups().get(group.removeprefix("epci:"), ())
        return (_place(code, self._lines[code]) for code in codes)

    def intercommunalities(self) -> Iterator[Place]:
        """Every intercommunality."""
        return (_place(code, line) for code, line in self._lines.items() if code.startswith("epci:"))

    def other_names(self) -> Iterator[tuple[str, str]]:
        """Name of before, or of a part, with the code of today's commune."""
        for line in _shipped().other_names:
            code, _, name = line.partition("\t")
            yield name, f"com:{code}"

    def quarters(self) -> Iterator[Place]:
        """The quarters the library has loaded."""
        return map(self._quarter, self._quarters.values())

    def _quarter(self, quarter: Quarter) -> Place:
        commune = f"com:{quarter.commune}"
        around = (commune, *self.within(commune)) if quarter.commune else ()
        code = f"{quarter.kind}:{quarter.code}"
        return Place(code, quarter.name, 0, around or _departement_of_quarter(code))


@dataclass(frozen=True, slots=True)
class _Shipped:
    """The file: code → its other columns, and names of before as `37261<tab>name`."""

    lines: Mapping[str, str]
    other_names: tuple[str, ...]


@lru_cache(maxsize=1)
def _shipped() -> _Shipped:
    lines: dict[str, str] = {}
    other_names: list[str] = []
    for line in gzip.decompress(SHIPPED.read_bytes()).decode().splitlines():
        kind, _, rest = line.partition("\t")
        if kind == "old":
            other_names.append(rest)
        elif rest:
            code, _, columns = rest.partition("\t")
            lines[f"{kind}:{code}"] = columns
    return _Shipped(lines, tuple(other_names))


@lru_cache(maxsize=1)
def _communes_of_groups() -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for code, line in _shipped().lines.items():
        if code.startswith("com:"):
            for group in line.rsplit("\t", 1)[1].split():
                members.setdefault(group, []).append(code)
    return members


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The places shipped, with the quarters of `folder` (a library's `vocabularies/`) when it has a list.

    Raises ConfigurationError naming file and line when that list cannot be read.
    """
    own = folder / FILE_NAME if folder else None
    return _loaded(own, _hash(own) if own and own.is_file() else "")


@lru_cache(maxsize=8)
def _loaded(own: Path | None, version: str) -> Gazetteer:
    return Gazetteer(_hash(SHIPPED) + version, read_quarters(own) if own and version else ())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _departement(code: str, number: str) -> Place | None:
    region = REGION_OF.get(number)
    name = NAMES.get(number)
    return Place(code, name, 0, (f"reg:{region}",) if region else ()) if name else None


def _place(code: str, line: str) -> Place:
    kind, _, number = code.partition(":")
    name, population, rest, *nature = line.split("\t")
    if kind == "epci":
        return Place(code, name, int(population), _above(rest), nature[0])
    groups = tuple(f"epci:{each}" for each in rest.split())
    return Place(code, name, int(population), (*groups, *_above(departement_of_commune(number))))


def departement_of_commune(code: str) -> str:
    """The département that begins an INSEE code of commune."""
    return code[:3] if code.startswith("97") else code[:2]


def _above(departement: str) -> tuple[str, ...]:
    region = REGION_OF.get(departement)
    return (f"dep:{departement}", f"reg:{region}") if region else ()


def _departement_of_quarter(code: str) -> tuple[str, ...]:
    kind, _, number = code.partition(":")
    if kind != "qpv":  # QP or QN, the département on three characters, a number
        return ()
    return _above(number[2:5] if number[2:4] == "97" else number[2:5].lstrip("0").rjust(2, "0"))
