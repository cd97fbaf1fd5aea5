"""Makes the golden bundle of the present format: `python -m tests.exchange.bundles.make_golden`.

Run once for each published version of the format, never again for one that stands: it is read for ever.
"""

import tempfile
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from catalogue.log import open_writer
from catalogue.record import Page, Record
from exchange.bundles import creating
from exchange.bundles.format import MAJOR, MINOR
from tests.exchange.bundles.conftest import library_of

#: Between the day it is made and the day it expires.
YEAR = 2030
GOLDEN = Path(__file__).parent / "golden"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RECORDS = (
    Record(
        "clauses",
        "Les clauses d’insertion dans un projet de rénovation urbaine",
        creators=("Martin, Claire",),
        publisher="Centre de ressources",
        issued="2008-06",
        type="fiche-experience",
        language="fr",
        abstract="Une fiche d’expérience.",
        keywords=("clause sociale",),
        journal="Les Cahiers de la ville",
        volume="3",
        issue="12",
        extent="14-39",
        collection="Repères ; 4",
        isbn=("978-2-11-000000-0",),
        issn=("1234-5679",),
        doi="10.1000/exemple",
        shelf_mark="ATL ZUS 06",
        article="Les",
        themes=("emploi", "renouvellement-urbain"),
        programmes=("cucs",),
        places=("reg:44",),
        rights="Licence Ouverte 2.0",
        centre="golden",
        format="application/pdf",
        pages=2,
        sha256="1f" * 32,
        size=12345,
    ),
    Record("agenda", "Journée d’étude", centre="golden", issued="2009"),
)
PAGES = (Page(1, "Première page : la rénovation.", label="i"), Page(2, "Deuxième page.", headings=("Suite",)))


def main() -> None:
    """Write the bundle into `golden/`."""
    with tempfile.TemporaryDirectory() as folder:
        library = library_of(Path(folder) / "golden", "[sharing]\nexpires_days = 3650\n")
        with open_writer(library) as writer, writer.transaction():
            writer.put(RECORDS[0], PAGES)
            writer.put(RECORDS[1], ())
            writer.put(Record("retire", "Retiré"), ())
            writer.withdraw("retire", reason="droit")
        path = GOLDEN / f"biblio-partage-{MAJOR}.{MINOR}.zip"
        with (
            patch.object(creating, "signing_key", lambda _library: KEY),
            patch.object(creating, "stamp", _stamp),
        ):
            creating.create_bundle(library, path)


def _stamp(moment: datetime) -> str:
    """Made on the first of January 2007, good for ever."""
    return f"{2007 if moment.year < YEAR else 9999}-01-01T00:00:00Z"


if __name__ == "__main__":
    main()
