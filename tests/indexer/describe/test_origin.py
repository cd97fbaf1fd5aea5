"""What the address a document comes from, or its folder, tells; in every test it is all that is told."""

import pytest

from catalogue.notice import Notice, Value
from catalogue.record import Access, Method, Record
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import load_vocabularies
from indexer.describe import Describer
from indexer.describe.creator_signs import Candidate
from indexer.describe.joined_names import PlacesByName
from indexer.describe.origin import NOWHERE, How, OriginReader
from indexer.describe.origin_signs import see_authors
from indexer.describe.place_names import PlaceNames
from indexer.extract.extracted import Extracted, Line
from tests.indexer.describe.samples import extracted

VOCABULARIES = load_vocabularies()
DESCRIBER = Describer(VOCABULARIES, LibrarySettings())
READER = OriginReader(
    PlacesByName(VOCABULARIES.places, VOCABULARIES.regions, PlaceNames(VOCABULARIES.places))
)
TITLE = "Un lieu d'accueil ouvre ses portes"
TEXT = (
    f"{TITLE}\n\nDepuis lundi, les habitants peuvent venir poser leurs questions sur la rénovation "
    "de leurs logements. Une équipe les reçoit du mardi au samedi et leur montre les plans des immeubles."
)


def document(origin: str = "") -> Extracted:
    return extracted(TEXT, lines=(Line(TITLE, 20.0),), origin=origin)


def described(origin: str = "", *, file: str = "", **notice: Value) -> Record:
    return DESCRIBER.describe(
        document(origin),
        file=file,
        identifier="a",
        sha256="a",
        size=1,
        media_type="text/html",
        notice=Notice(notice) if notice else None,
    )


def told(origin: str = "", *, source: str = "", file: str = "") -> dict[str, How]:
    return dict(READER.read(document(origin), source, file).places)


def test_a_town_s_site_tells_author_and_place_and_says_why() -> None:
    record = described("https://www.ville-lorient.fr/habitat/projets?jeton=abc")
    assert record.creators == ("Ville de Lorient",)
    assert record.places == ("com:56121",)
    for field in ("creators", "places"):
        (reason,) = record.reasons(field)
        assert reason.method == Method.ORIGIN
        assert [(each.page, each.quote) for each in reason.evidence] == [
            (NOWHERE, "www.ville-lorient.fr/habitat/projets")
        ]
        assert reason.confidence < 0.97


def test_a_person_s_word_on_the_source_is_believed_before_the_file() -> None:
    record = described("https://www.ville-vannes.fr/a", source="https://www.ville-lorient.fr/b")
    assert record.creators == ("Ville de Lorient",)
    assert record.source == "https://www.ville-lorient.fr/b"


def test_a_source_that_is_no_address_leaves_what_the_file_says() -> None:
    assert described("https://www.ville-vannes.fr/a", source="Don").creators == ("Ville de Vannes",)


@pytest.mark.parametrize(
    "origin",
    ["", "https://www.calameo.com/books/1", "https://docplayer.fr/ville-lorient", "http://[x", "bonjour"],
)
def test_where_an_address_tells_nothing_all_is_as_without_one(origin: str) -> None:
    assert described(origin) == described()


def test_the_text_wins() -> None:
    text = "Ville de Brest\nDélibération du conseil municipal de Brest\nLa ville de Brest et ses quartiers."
    record = DESCRIBER.describe(
        extracted(text, lines=(Line("Ville de Brest", 20.0),), origin="https://www.lemagazine-exemple.fr/a"),
        file="",
        identifier="a",
        sha256="a",
        size=1,
        media_type="text/html",
        notice=None,
    )
    assert record.places == ("com:29019",)
    assert "Ville de Brest" in record.creators


def test_a_folder_alone_offers_and_never_decides() -> None:
    record = described(file="Documents/56 - Morbihan/Ville de Lorient/note.html")
    assert (record.places, record.creators) == ((), ())
    assert told(file="Documents/56 - Morbihan/Ville de Lorient/note.html") == {
        "dep:56": How.FOLDER,
        "com:56121": How.FOLDER,
    }


def test_no_folder_is_shown() -> None:
    record = described(file="Confidentiel/Bretagne/note.html")
    shown = [each.quote for reason in (*record.provenance, *record.doubted) for each in reason.evidence]
    assert [each.value for each in record.doubted if each.method == Method.ORIGIN] == ["reg:53"]
    assert not any("Confidentiel" in each or "Bretagne" in each for each in shown)


def test_a_folder_called_by_a_word_tells_nothing() -> None:
    assert told(file="Notes/Divers/Bulles/2019/note.html") == {}


def test_segments_and_hosts_name_places_less_surely_than_sites() -> None:
    assert told("https://www.exemple.fr/bretagne/lorient/un-article") == {
        "reg:53": How.SEGMENT,
        "com:56121": How.SEGMENT,
    }
    assert told("https://lorient.exemple.fr/a")["com:56121"] is How.HOST
    assert told("https://www.lorient.fr/a")["com:56121"] is How.NAMED
    assert told("https://www.ville-lorient.fr/a")["com:56121"] is How.SITE


def test_access_and_all_else_stay_as_they_are() -> None:
    plain, known = described(), described("https://www.ville-lorient.fr/a")
    assert (known.title, known.issued, known.type, known.themes) == (
        plain.title,
        plain.issued,
        plain.type,
        plain.themes,
    )
    assert known.access is Access.PUBLIC


def test_without_an_origin_no_candidate_is_seen_in_its_light() -> None:
    text = "Ville de Brest\nDélibération du conseil municipal de Brest\nLa ville de Brest et ses quartiers."
    seen = DESCRIBER.signs(extracted(text, lines=(Line("Ville de Brest", 20.0),)), file="", media_type="")
    assert seen["communes"]
    assert not any(found for question, found in seen.items() if question.endswith("by origin"))


def printed(head: str) -> str:
    owner = READER.printed(extracted(f"{head}\n{TEXT}")).owner
    return owner.name if owner else ""


def test_the_address_a_letterhead_prints_tells_whose_document_it_is() -> None:
    assert printed("www.angersloiremetropole.fr") == "Angers Loire Métropole"
    assert printed("Contact : accueil@resovilles.com") == "RésO Villes"


def test_an_address_that_is_a_guess_or_anybody_s_tells_nothing() -> None:
    assert printed("Lu sur www.issuu.com et zxqvb.fr, ou anne.petit@gmail.com") == ""
    assert printed("Aucune adresse.") == ""


def test_a_town_s_site_that_a_document_about_elsewhere_is_from_says_so() -> None:
    origin = READER.read(document("https://www.ville-lorient.fr/a"), "", "")
    authors: dict[str, Candidate] = {}
    see_authors(authors, origin, frozenset({"com:56260"}))
    (town,) = authors.values()
    assert town.origin["elsewhere"] == 1.0
