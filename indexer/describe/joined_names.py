"""Places by their names written together, as addresses write them: « bethunebruay », « iledefrance ».

In comes a label of a host or a segment of a path, out comes the place that bears it.
"""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from catalogue.vocabulary.concepts import Vocabulary
from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.gazetteer import Gazetteer
from indexer.describe.folded_text import WORD, fold
from indexer.describe.listed_names import group_names
from indexer.describe.place_names import PlaceNames

#: Inhabitants from which a town is known by its name alone within a longer one.
KNOWN = 5000
_ARTICLE = re.compile(r"^(?:les|le|la|l)(?=\w{4})")
_SAINT = re.compile(r"(?:^|(?<=-))(st|ste)-")


@lru_cache(maxsize=4096)
def joined(name: str) -> str:
    """The letters and digits of a name, folded."""
    return "".join(WORD.findall(fold(name))).replace("œ", "oe")


_DEPARTEMENTS = {joined(name): f"dep:{code}" for code, name in NAMES.items()}


def without_article(name: str) -> str:
    """A joined name without its article; names of two or three letters keep what looks like one."""
    return _ARTICLE.sub("", name)


class PlacesByName:
    """Places by their joined names; each kind is read when the first address asks for it."""

    def __init__(self, gazetteer: Gazetteer, regions: Vocabulary, names: PlaceNames) -> None:
        self._gazetteer = gazetteer
        self._concepts = regions
        #: The town that lends its name to an intercommunality; empty when none does.
        self.seat = names.seat

    def town(self, label: str, least: int = 0) -> str:
        """The largest commune of that name, of so many inhabitants at least; empty for none."""
        label = joined(_SAINT.sub(lambda found: "saint-" if found[1] == "st" else "sainte-", label))
        place, population = self._towns.get(label, ("", 0))
        return place if population >= least else ""

    def group(self, label: str) -> str:
        """The intercommunality of that name; empty for none."""
        return self._groups.get(joined(label), "")

    def departement(self, label: str) -> str:
        """The département of that name; empty for none."""
        return _DEPARTEMENTS.get(joined(label), "")

    def region(self, label: str) -> str:
        """The region of that name or of one of before; empty for none."""
        return self._regions.get(joined(label), "")

    def any(self, label: str, least: int = KNOWN) -> str:
        """What is best known by a name: a region, a département, a town of some size; empty for none."""
        wide = self.region(label) or self.departement(label)
        return self.town(label, 2 * KNOWN if wide else least) or wide if wide[:4] != "reg:" else wide

    def name(self, place: str) -> str:
        """How a place is called."""
        if place.startswith("reg:"):
            region = self._concepts.concepts.get(place[4:])
            return region.label() if region else ""
        known = self._gazetteer.place(place)
        return known.title if known else ""

    def around(self, place: str) -> tuple[str, ...]:
        """A place, and those it lies in."""
        return (place, *self._gazetteer.within(place))

    @cached_property
    def _towns(self) -> Mapping[str, tuple[str, int]]:
        rows = list(self._gazetteer.communes())
        letters = re.sub(r"[^\w\n]|_", "", fold("\n".join(name for _, name, _ in rows))).replace("œ", "oe")
        found: dict[str, tuple[str, int]] = {}
        for key, (code, _, population) in zip(letters.split("\n"), rows, strict=True):
            if population >= found.get(key, ("", -1))[1]:
                found[key] = (code, population)
        return found

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for group in sorted(self._gazetteer.intercommunalities(), key=lambda each: each.population):
            for name in (group.title, *group_names(group.name), *group_names(group.name.split(",")[0])):
                found[joined(name)] = group.code
        return found

    @cached_property
    def _regions(self) -> Mapping[str, str]:
        return {
            joined(name.removeprefix("région ").removeprefix("La ")): f"reg:{region.identifier}"
            for region in self._concepts.concepts.values()
            for name in (region.label(), *region.alternatives)
        }
