"""References that every format must carry unharmed."""

from hypothesis import strategies as st

from catalogue.document_formats import PDF
from catalogue.record import Record
from exchange.formats.reference import Reference, reference_of

RECORD = Record(
    "rapport-2007",
    "Coûts & bénéfices : 50 % d'aide, le dispositif n° 1 {ou_presque}",
    creators=("Martin, Claire", "Villes au carré"),
    publisher="Villes & territoires",
    issued="2007-10-09",
    type="guide",
    language="fr",
    abstract="Un bilan\nen deux lignes ~ et $ quelques \\ signes.",
    themes=("sante", "education"),
    programmes=("asv",),
    places=("reg:54",),
    rights="Licence Ouverte 2.0",
    centre="vac",
    format=PDF,
    pages=24,
    sha256="0" * 64,
)
ROOT = "https://fonds.example"


def label(facet: str, value: str) -> str:
    return f"{facet} {value}"


REFERENCE = reference_of(RECORD, label, ROOT)

#: Whatever a PDF may hold.
wild_text = st.text(st.characters(), max_size=60)


def titled(title: str) -> Reference:
    return reference_of(Record("x", title), label)


def written(module, *references: Reference) -> bytes:
    return b"".join(module.write(references))
