"""Told settings: each setting of a library with its value and where it comes from, for `fonds config`.

What decides is read again where it is written; nothing is read here that `settings` would not have read.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from catalogue.presentation import presented_names
from catalogue.settings import FILE_NAME, KEYS, SECRET, SECTIONS, Settings
from catalogue.settings_file import tables_of, variable_of


class SettingSource(StrEnum):
    """Where the value of a setting comes from."""

    DEFAULT = "default"
    FILE = "file"
    #: Written at the desk, `site/site.toml`.
    SITE = "site"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class ToldSetting:
    """One setting of a library, as `fonds config` shows it."""

    section: str
    key: str
    #: As one would write it in `fonds.toml`; a secret is not told.
    value: str
    source: SettingSource
    #: The variable of the environment that sets it, or would.
    variable: str


def settings_told(
    folder: Path, settings: Settings, environment: Mapping[str, str] = os.environ
) -> Iterator[ToldSetting]:
    """Every setting in the order of the sections, with its value and where it comes from."""
    path = folder / FILE_NAME
    tables = tables_of(path, KEYS)
    written = presented_names(folder)
    for section, kind in SECTIONS.items():
        for key in kind.__dataclass_fields__:
            variable = variable_of(section, key)
            source = SettingSource.FILE if key in tables.get(section, {}) else SettingSource.DEFAULT
            if section == "library" and key in written:
                source = SettingSource.SITE
            if variable in environment:
                source = SettingSource.ENVIRONMENT
            value = getattr(getattr(settings, section), key)
            told = "…" if key in SECRET and value else msgspec.json.encode(value).decode()
            yield ToldSetting(section, key, told, source, variable)
