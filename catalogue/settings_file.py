"""Settings as written, in `fonds.toml` and in the environment: their keys, before a value is looked at.

A key that is misspelt must not pass for one that is not there.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError

from catalogue.errors import ConfigurationError
from catalogue.toml_lines import unparsed

#: Section → its keys.
Keys = Mapping[str, Collection[str]]


def variable_of(section: str, key: str) -> str:
    """The variable of the environment that sets a setting."""
    return f"FONDS_{section}_{key}".upper()


def tables_of(path: Path, known: Keys) -> dict[str, Any]:
    """What the file says, nothing when there is none; raises ConfigurationError for an unknown key."""
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        tables = tomlkit.parse(text).unwrap()
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path} : ce fichier n'est pas en UTF-8 ; enregistrez-le dans cet encodage."
        ) from error
    except ParseError as error:
        said = unparsed(text, error)
        raise ConfigurationError(
            f"{path} n'est pas un fichier TOML valide : ligne {error.line}, {said}"
        ) from error
    except TOMLKitError as error:
        raise ConfigurationError(f"{path} n'est pas un fichier TOML valide : {error}.") from error
    _refuse_unknown(path, tables, known)
    return tables


def take_variables(
    tables: dict[str, Any], known: Keys, environment: Mapping[str, str], several: Collection[str]
) -> dict[tuple[str, str], str]:
    """Put what the environment says in the place of what the file does; which settings, by which variable.

    Values of the keys that hold `several` stand between commas.
    """
    taken: dict[tuple[str, str], str] = {}
    for section, keys in known.items():
        for key in keys:
            variable = variable_of(section, key)
            if (value := environment.get(variable)) is not None:
                parts = [each.strip() for each in value.split(",") if each.strip()]
                tables.setdefault(section, {})[key] = parts if key in several else value
                taken[section, key] = variable
    return taken


def _refuse_unknown(path: Path, tables: Mapping[str, Any], known: Keys) -> None:
    for section, keys in tables.items():
        if section in known and not isinstance(keys, Mapping):
            raise ConfigurationError(
                f"{path} : « {section} » est une section ; écrivez [{section}], et ses clés au-dessous."
            )
        for key in set(keys) - set(known[section]) if section in known else {section}:
            choices = ", ".join(sorted(known.get(section, known)))
            raise ConfigurationError(f"{path} : clé inconnue « {key} ». Clés admises : {choices}.")
