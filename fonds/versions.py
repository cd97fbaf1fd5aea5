"""Versions: of the program, and of what it keeps on disk, each changed when that must be made again."""

import platform
from importlib.metadata import version

from catalogue.fields import FIELDS_VERSION
from catalogue.log.tables import LOG_VERSION
from catalogue.wording import translated as _
from exchange.bundles.format import FORMAT, MINOR
from indexer.versions import DESCRIPTION_VERSION, EXTRACTION_VERSION
from search.analysis import ANALYSIS_VERSION
from search.engines.whoosh.stamp import ENGINE_VERSION


def versions() -> dict[str, str]:
    """Name → version, the program first."""
    return {
        "fonds": version("fonds"),
        _("moteur"): f"whoosh {ENGINE_VERSION}",
        _("analyse"): ANALYSIS_VERSION,
        _("schéma"): _("champs {fields}, journal {log}", fields=FIELDS_VERSION, log=LOG_VERSION),
        _("lecture"): EXTRACTION_VERSION,
        "description": DESCRIPTION_VERSION,
        _("lots"): f"{FORMAT}.{MINOR}",
        "python": platform.python_version(),
    }
