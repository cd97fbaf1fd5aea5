"""A centre and its records, for tests of what is exchanged."""

from catalogue.centre import Centre, Means
from catalogue.record import Page, Record
from exchange.received import Sent

VILLE = Centre("ville", "Centre Ville", Means.BUNDLE, "https://ville.example", position="7")


def sent(identifier: str = "a", title: str = "Bilan", text: str = "La rénovation du quartier.") -> Sent:
    origin = f"https://ville.example/notice/{identifier}"
    record = Record(identifier, title, centre="ville", pages=1, sha256=identifier * 64, origin=origin)
    return Sent(record, (Page(1, text),))
