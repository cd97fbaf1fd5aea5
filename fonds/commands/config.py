"""`fonds config`: each setting, its value, and where that value comes from."""

import click

from catalogue.library import Library
from catalogue.told_settings import SettingSource, settings_told
from catalogue.wording import N_
from catalogue.wording import translated as _
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.terminal import say

_SOURCES = {
    SettingSource.DEFAULT: N_("par défaut"),
    SettingSource.FILE: "fonds.toml",
    SettingSource.SITE: N_("atelier"),
    SettingSource.ENVIRONMENT: N_("environnement"),
}


@click.command(cls=Command, examples=("fonds config", "fonds config --json"))
@library_option
@json_option
def config(library: Library, *, as_json: bool) -> None:
    """Montre chaque réglage, sa valeur et d'où elle vient : fonds.toml, l'environnement, ou le défaut."""
    told = list(settings_told(library.folder, library.settings))
    if as_json:
        print_json(told)
        return
    section = ""
    for each in told:
        if each.section != section:
            section = each.section
            say(f"[{section}]", bold=True)
        source = _(_SOURCES[each.source])
        named = f" ({each.variable})" if each.source is SettingSource.ENVIRONMENT else ""
        say(f"  {each.key} = {each.value}    {source}{named}")
