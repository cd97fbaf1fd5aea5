"""How a page is read: image, text or both, and how large; the address says it, so nothing has to be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from search_app.language import N_, _
from search_app.page_images.page_image import ENLARGED, LARGEST, PAGE
from search_app.pages.links import Link

#: Percent of the width there is for the image; the middle one fits it.
ZOOMS = (50, 75, 100, 150, 200, 300)
FIT = 100
#: What is shown, as the address and as a visitor says it; both is the rule.
SHOWN = {"": N_("Image et texte"), "image": N_("Image"), "texte": N_("Texte")}

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader chose."""

    zoom: int = FIT
    #: A key of SHOWN.
    shown: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Self:
        """What an address says; what it says wrongly is as if it were not said."""
        shown = arguments.get("vue", "")
        zoom = {str(each): each for each in ZOOMS}.get(arguments.get("zoom", ""), FIT)
        return cls(zoom, shown if shown in SHOWN else "")

    @property
    def pairs(self) -> Pairs:
        """The choice as an address holds it."""
        said = (("vue", self.shown), ("zoom", "" if self.zoom == FIT else str(self.zoom)))
        return tuple(pair for pair in said if pair[1])

    @property
    def image(self) -> bool:
        """Whether the image is shown, where there is one."""
        return self.shown != "texte"

    @property
    def text(self) -> bool:
        """Whether the text is shown, where there is an image as well."""
        return self.shown != "image"

    def larger(self) -> Self | None:
        """One step larger; None at the end."""
        return self._step(1)

    def smaller(self) -> Self | None:
        """One step smaller; None at the end."""
        return self._step(-1)

    def fitting(self) -> Self:
        """As wide as there is room."""
        return replace(self, zoom=FIT)

    def showing(self, shown: str) -> Self:
        """The same size with other parts."""
        return replace(self, shown=shown)

    def sizes(self) -> str:
        """How wide the image will stand, for the browser to choose the one that is sharp there."""
        share = self.zoom / FIT
        column = (44 if self.text else 72) * share
        return f"(max-width: 60rem) {max(100, round(100 * share))}vw, {column:g}rem"

    def _step(self, by: int) -> Self | None:
        place = ZOOMS.index(self.zoom) + by
        return replace(self, zoom=ZOOMS[place]) if 0 <= place < len(ZOOMS) else None


#: The widths a page is offered in: sharp at twice the pixels, enlarged as well.
DRAWN = (PAGE, ENLARGED, LARGEST)


def shown_links(reading: Reading, url: Mapping[str, str]) -> tuple[Link, ...]:
    """Image, text, both; `url` by key of SHOWN."""
    return tuple(Link(_(text), url[shown], current=shown == reading.shown) for shown, text in SHOWN.items())
