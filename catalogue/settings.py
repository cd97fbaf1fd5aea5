"""Settings of a library: `fonds.toml`, then the environment.

One place, one precedence: an environment variable `FONDS_<SECTION>_<KEY>` wins over the names written at the
desk (`presentation`), which win over the file, which wins over the defaults below.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints
from zoneinfo import ZoneInfo

import msgspec

from catalogue.errors import ConfigurationError
from catalogue.presentation import presented_names
from catalogue.rooms import ROOMS
from catalogue.setting_values import Line, check_setting
from catalogue.settings_file import tables_of, take_variables
from catalogue.web_address import split_address

FILE_NAME = "fonds.toml"
#: The detector parts Chinese by country (`zh-cn`).
_LANGUAGE = re.compile("[a-z]{2,3}(?:-[a-z]{2})?")
#: Numbers of which there is one at least, and whose greatest no machine has.
_Some = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
#: An address as it travels: no name or password, blanks, accents or place in the page.
_ADDRESS = re.compile(r"[!-~]+")
#: Where a page comes from, as browsers say it: small letters, and no port where it is the usual one.
_ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?")
_USUAL = {"http": 80, "https": 443}
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """Who the library belongs to."""

    name: Line = "Fonds documentaire"
    #: Short identifier of the centre, used in the facet *Centre* and in exchanges.
    centre: str = "centre"
    #: Name of the centre as shown.
    centre_name: Line = ""
    #: The town where the centre is.
    place: Line = ""
    contact: Line = ""
    #: Public address of the site, for permalinks in exports; empty: the address asked.
    url: str = ""
    #: Zone of the centre's clock (IANA, as `Europe/Paris`); empty: the machine's.
    timezone: str = ""
    #: Languages the documents may be in; the detector answers one of these.
    languages: tuple[str, ...] = ("fr", "en")
    #: What `access` is when a notice does not say.
    access: Literal["public", "network", "internal"] = "public"

    def __post_init__(self) -> None:
        parts = split_address(self.url)
        if self.url and (parts.scheme not in {"http", "https"} or not parts.hostname or "?" in self.url):
            raise ValueError(f"url : « {self.url} » n'est pas l'adresse d'un site (https://doc.exemple.fr/)")
        if self.url and (not _ADDRESS.fullmatch(self.url) or "#" in self.url or "@" in parts.netloc):
            raise ValueError(
                f"url : « {self.url} » ; écrivez l'adresse sans accent, blanc, nom ni « # » "
                "(un nom de domaine accentué s'écrit xn--…)"
            )
        if self.timezone and not _is_zone(self.timezone):
            raise ValueError(f"timezone : « {self.timezone} » ; écrivez un fuseau comme Europe/Paris")
        for each in self.languages:
            if not _LANGUAGE.fullmatch(each):
                raise ValueError(f"languages : « {each} » ; écrivez un code ISO 639-1, comme fr ou en")


def _is_zone(name: str) -> bool:
    """Whether there is such a zone; all there are would be looked up in as many files."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, or a folder of zones
        return False
    return True


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How documents become an index."""

    engine: str = "whoosh"
    #: Parallel extraction processes; 0 is one per processor.
    workers: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
    #: Documents between two commits.
    commit_every: _Some = 100
    #: Whether pages without text are read by Tesseract when it is installed.
    ocr: bool = True


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """What one document may cost the process that reads it."""

    memory_mb: _Some = 1200
    cpu_s: _Some = 60
    wall_s: _Some = 120
    #: A page that needs OCR costs more; this is for each such document.
    ocr_wall_s: _Some = 600
    #: Largest file read, in megabytes.
    file_mb: _Some = 500


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How the desk is used."""

    #: Minutes without a click after which one must log in again.
    idle_minutes: _Some = 120
    #: Hours after which one must in any case.
    session_hours: _Some = 12
    #: Largest deposit sent at once, in megabytes.
    upload_mb: _Some = 500
    #: Whether a document whose notice does not say is published once it is indexed, or waits for a person.
    publish: Literal["at_once", "by_hand"] = "at_once"
    #: Days for which the words of searches that found nothing are counted; 0 counts none.
    unanswered_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 90
    #: Fields a notice must have before it counts as checked, by type of document; `*` is any type.
    required: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {"*": ("title", "issued", "type")}, hash=False
    )


@dataclass(frozen=True, slots=True)
class SharingSettings:
    """What other centres are told, and how long it is good."""

    #: How much of a document's text others may have where neither its notice nor its rights say.
    text: Literal["full", "extract", "none"] = "full"
    #: Licence of the notices: an address or a sentence; and of the text of the documents.
    licence: Line = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
    text_licence: Line = ""
    #: Days after which what we told may no longer be taken for true.
    expires_days: Annotated[int, msgspec.Meta(ge=1, le=3650)] = 90
    #: Largest bundle taken from others, in megabytes.
    bundle_mb: _Some = 2000
    #: Hosts that bundles are fetched from although their address is private or their address is not HTTPS.
    private_hosts: tuple[str, ...] = ()
    #: Records in one answer to a harvester (OAI-PMH).
    page_size: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100
    #: What one address may ask of the API and take away in a minute.
    requests_per_minute: Annotated[int, msgspec.Meta(ge=1)] = 1200
    #: Sites whose scripts may read the API's answers: `https://portail.example`, or `*` for all.
    cors_origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for each in self.private_hosts:
            if not _HOST.fullmatch(each):
                raise ValueError(
                    f"private_hosts : « {each} » ; écrivez un nom de machine seul (centre.local)"
                )
        for each in self.cors_origins:
            if each != "*" and not _is_origin(each):
                raise ValueError(
                    f"cors_origins : « {each} » ; écrivez https://portail.exemple.fr, en minuscules sans "
                    "accent et sans rien derrière, sauf un port qui n'est pas le port habituel"
                )


def _is_origin(text: str) -> bool:
    """Whether some browser's page may come from there; any other would never match."""
    parts = split_address(text)
    return bool(parts.hostname and _ORIGIN.fullmatch(text)) and parts.port != _USUAL[parts.scheme]


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """How the site is served."""

    #: Serving processes; 0 is one per processor, two at most.
    processes: Annotated[int, msgspec.Meta(ge=0, le=32)] = 0
    #: Requests worked on at once, in each process.
    threads: Annotated[int, msgspec.Meta(ge=1, le=64)] = 8
    #: Open connections, in each process; and those of one address, in all of them.
    connections: Annotated[int, msgspec.Meta(ge=16, le=4000)] = 800
    connections_per_address: Annotated[int, msgspec.Meta(ge=4)] = 60
    #: Addresses or networks of proxies whose word is taken for who asks (`X-Forwarded-For` and others).
    proxies: tuple[str, ...] = ()
    #: What a program other than on this machine must show to read `/metrics`; empty: nobody else may.
    metrics_token: str = ""
    #: Days for which the log of requests is kept, their addresses shortened; 0 writes none.
    log_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 30

    def __post_init__(self) -> None:
        for each in self.proxies:
            try:
                ip_network(each.strip(), strict=False)
            except ValueError as error:
                raise ValueError(
                    f"proxies : « {each} » n'est ni une adresse ni un réseau (10.0.0.0/8)"
                ) from error


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the site shows beside the library."""

    #: Names of `catalogue.rooms`, in the order of the menu.
    rooms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for each in self.rooms:
            if each not in ROOMS:
                raise ValueError(f"rooms : « {each} » ; écrivez parmi {', '.join(ROOMS)}")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """By which server mail leaves; without a host none does, and nothing of it is shown."""

    host: Line = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    #: `starttls` (usual, 587), `tls` from the first byte (465), or `none` for a server on this machine.
    encryption: Literal["starttls", "tls", "none"] = "starttls"
    user: Line = ""
    #: Of the environment only (FONDS_MAIL_PASSWORD): the file goes into backups.
    password: str = ""
    #: The address letters come from; empty: the centre's own.
    sender: Line = ""
    #: Hour of the local clock at which alerts leave.
    hour: Annotated[int, msgspec.Meta(ge=0, le=23)] = 7

    def __post_init__(self) -> None:
        if (self.host and not _HOST.fullmatch(self.host)) or re.fullmatch(r"[^:]*:\d*", self.host):
            raise ValueError(f"host : « {self.host} » ; écrivez un nom de machine seul (smtp.exemple.fr)")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one library."""

    library: LibrarySettings = field(default_factory=LibrarySettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)
    sharing: SharingSettings = field(default_factory=SharingSettings)
    serve: ServeSettings = field(default_factory=ServeSettings)
    site: SiteSettings = field(default_factory=SiteSettings)
    mail: MailSettings = field(default_factory=MailSettings)


SECTIONS: dict[str, Any] = {
    "library": LibrarySettings,
    "index": IndexSettings,
    "limits": LimitSettings,
    "desk": DeskSettings,
    "sharing": SharingSettings,
    "serve": ServeSettings,
    "site": SiteSettings,
    "mail": MailSettings,
}
KEYS = {section: tuple(kind.__dataclass_fields__) for section, kind in SECTIONS.items()}
#: Keys that hold several values, separated by commas in the environment.
SEVERAL = frozenset({"languages", "private_hosts", "cors_origins", "proxies", "rooms"})


#: Settings whose value is nobody else's business.
SECRET = frozenset({"metrics_token", "password"})


def read_settings(folder: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings of the library in `folder`; an absent file means the defaults.

    Raises ConfigurationError for a key or a value that cannot be, with where it was written.
    """
    path = folder / FILE_NAME
    tables = tables_of(path, KEYS)
    if "password" in tables.get("mail", {}):
        raise ConfigurationError(
            f"{path} : un mot de passe n'y a pas sa place, il irait dans les sauvegardes. Ôtez « password » "
            "et donnez-le par la variable FONDS_MAIL_PASSWORD."
        )
    for key, written in presented_names(folder).items():
        tables.setdefault("library", {})[key] = written
    where = take_variables(tables, KEYS, environment, SEVERAL)
    for section in SECTIONS:
        for key, value in tables.get(section, {}).items():
            check_written(section, key, value, where.get((section, key), str(path)))
    return Settings(**{section: _section(section, tables, where, path) for section in SECTIONS})


def check_written(section: str, key: str, value: object, where: str) -> None:
    """Refuse what is not of the kind of one setting; raises ConfigurationError with where it was written."""
    kind = get_type_hints(SECTIONS[section], include_extras=True)[key]
    check_setting(f"[{section}] {key}", value, kind, where, secret=key in SECRET)


def _section(
    section: str, tables: Mapping[str, Any], where: Mapping[tuple[str, str], str], path: Path
) -> Any:
    """The settings of one section, each of which is of its kind."""
    try:
        return msgspec.convert(tables.get(section, {}), SECTIONS[section], strict=False)
    except msgspec.ValidationError as error:
        said = str(error).partition(" - at `")[0]
        place = where.get((section, said.partition(" : ")[0]), str(path))
        raise ConfigurationError(f"{place} : {said}. Corrigez cette clé.") from error
