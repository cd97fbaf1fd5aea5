"""How a page is looked at."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class View:
    """A window and what its reader prefers."""

    name: str
    #: In CSS pixels.
    width: int = 1280
    color_scheme: Literal["light", "dark"] = "light"
    #: Whether the page's own script runs. axe is one too, so it looks at a page whose script never came;
    #: `test_without_scripts.py` uses a browser that runs none.
    enhanced: bool = True

    def __str__(self) -> str:
        return self.name


DESKTOP = View("bureau")
DARK = View("sombre", color_scheme="dark")
#: What 1 280 pixels become when enlarged four times (RGAA 10.11, WCAG 1.4.10).
NARROW = View("320 px", width=320)
WITHOUT_SCRIPTS = View("sans JavaScript", enhanced=False)
