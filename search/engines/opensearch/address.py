"""Address: which machines, which index, and who we are there.

`opensearch+https://host1:9200,host2:9200/fonds-tours?replicas=1`. Name and password, or a key, come from the
environment and are shown nowhere; a certificate authority of one's own is a file named there too.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from catalogue.errors import ConfigurationError

#: What holds the name and password, the key, and the file of the authority.
USER, PASSWORD, KEY, AUTHORITY = (f"OPENSEARCH_{name}" for name in ("USER", "PASSWORD", "API_KEY", "CA_FILE"))
_ADDRESS = re.compile(r"(https?)://([^/?#]+)/([^/?#]+)(?:\?([^#]*))?")
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
#: What OpenSearch takes as the name of an index, and room for the number of its generation.
_INDEX = re.compile(r"[a-z0-9][a-z0-9_.-]{0,200}")
_FORM = "opensearch+https://machine1:9200,machine2:9200/nom-de-l-index"


@dataclass(frozen=True, slots=True)
class Address:
    """One index on a cluster."""

    hosts: tuple[str, ...]
    #: The alias under which it is searched.
    index: str
    replicas: int = 0
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    authority: str = ""


def read_address(text: str, environment: Mapping[str, str] = os.environ) -> Address:
    """What stands after `opensearch+`; raises ConfigurationError with the form wanted."""
    found = _ADDRESS.fullmatch(text)
    hosts = found[2].split(",") if found else []
    if not found or not all(map(_HOST.fullmatch, hosts)) or not _INDEX.fullmatch(found[3]):
        raise ConfigurationError(
            f"L'adresse du moteur dans [index] engine de fonds.toml n'a pas la forme « {_FORM} ». "
            f"Nom et mot de passe se donnent par {USER} et {PASSWORD}, jamais dans l'adresse."
        )
    return Address(
        tuple(f"{found[1]}://{host if ':' in host.rpartition(']')[2] else host + ':9200'}" for host in hosts),
        found[3],
        _replicas(dict(parse_qsl(found[4] or ""))),
        environment.get(USER, ""),
        environment.get(PASSWORD, ""),
        environment.get(KEY, ""),
        environment.get(AUTHORITY, ""),
    )


def _replicas(options: Mapping[str, str]) -> int:
    replicas = options.pop("replicas", "0") if isinstance(options, dict) else "0"
    if options or not replicas.isdecimal() or int(replicas) > 9:
        raise ConfigurationError(
            "L'adresse du moteur dans [index] engine de fonds.toml ne prend que « ?replicas= » et un "
            "nombre de 0 à 9 : celui des copies de l'index sur d'autres machines."
        )
    return int(replicas)
