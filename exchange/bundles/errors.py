"""Why a bundle is refused, each with the next step."""

from catalogue.errors import CatalogueError


class BundleError(CatalogueError):
    """A bundle is refused; nothing of it was kept."""


class DamagedBundleError(BundleError):
    """Its bytes are not those that were signed, or no bundle at all; fetch it again."""


class UnsafeBundleError(BundleError):
    """It holds what no bundle may hold; ask the centre how it was made."""


class UntrustedBundleError(BundleError):
    """It is sound, but not from whom we know; compare fingerprints with the centre."""


class UnsuitableBundleError(BundleError):
    """It is theirs, but does not fit what stands here: too old, expired, another base or version."""


def other_version(stated: str) -> str:
    """What is said of a bundle in a format this version cannot read."""
    return (
        f"Le lot est au format « {stated[:40]} » ; cette version de Fonds lit « biblio-partage/1 ». "
        "Mettez Fonds à jour, ou demandez au centre un lot de ce format."
    )
