from dataclasses import replace

import pytest

from catalogue.library import Library
from catalogue.settings import DeskSettings, LibrarySettings, Settings
from desk.setting_faults import FILLED_IN, setting_faults
from search_app.desk.editor import ORDER


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(), []),
        (Settings(library=LibrarySettings(centre="Médiathèque")), ["« Médiathèque »"]),
        (
            Settings(desk=DeskSettings(required={"*": ("title", "titre"), "loi": ("body",)})),
            ["« titre »", "« body »"],
        ),
    ],
)
def test_what_can_do_nothing_but_harm_is_said(library: Library, settings: Settings, said: list[str]) -> None:
    faults = list(setting_faults(replace(library, settings=settings)))
    assert [word in fault for word, fault in zip(said, faults, strict=True)] == [True] * len(said)


def test_what_is_filled_in_are_the_boxes_of_the_sheet() -> None:
    assert set(FILLED_IN) == set(ORDER)
