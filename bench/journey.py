"""Which files of ours one address passes on its way to a page: what one must know to follow a search.

`python bench/journey.py [LIBRARY] [ADDRESS]`: counted at the second request, when nothing is imported or
opened any more; templates are files too.
"""

import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from catalogue.library import open_library
from search_app.application import create_app

ROOT = Path(__file__).resolve().parents[1]


def passed(library: Path, address: str) -> dict[str, set[str]]:
    """File → functions of it that ran for one request."""
    client = create_app(open_library(library)).test_client()
    found: dict[str, set[str]] = {}

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(ROOT) and ".venv" not in path.parts:
            found.setdefault(str(path.relative_to(ROOT)), set()).add(frame.f_code.co_qualname)

    client.get(address)
    sys.setprofile(note)
    try:
        client.get(address, headers={"Cache-Control": "no-cache"})
    finally:
        sys.setprofile(None)
    return found


if __name__ == "__main__":
    arguments = [*sys.argv[1:], *(str(ROOT), "/recherche?q=atelier+santé")[len(sys.argv) - 1 :]]
    journey = passed(Path(arguments[0]), arguments[1])
    rooms = Counter(name.split("/")[0] for name in journey)
    for name in sorted(journey):
        print(f"{len(journey[name]):4d}  {name}")
    print(f"{len(journey)} files, {sum(map(len, journey.values()))} functions: {dict(rooms)}")
