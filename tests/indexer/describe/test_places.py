import pytest

from catalogue.vocabulary import load_vocabularies
from indexer.describe.mentions import survey
from indexer.describe.places import place_forms, propose_places, weigh_places
from indexer.describe.recogniser import Recogniser
from tests.indexer.describe.samples import pages, title

RECOGNISER = Recogniser(place_forms(load_vocabularies().regions))


def places(*texts: str, heading: str = "Une étude") -> list[str]:
    read = survey(pages(*texts), title(heading), RECOGNISER, {"places": weigh_places})
    return [found.value for found in propose_places(read)]


@pytest.mark.parametrize(
    "text",
    ["Le centre social et le Centre de ressources.", "Au nord, un lot de travaux ; la somme est due.",
     "Les quais de l'Yonne sont requalifiés.", "Un Centre et des villes.", "La manche du Var."],
)  # fmt: skip
def test_common_words_are_no_places(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La région Centre soutient les agglomérations.", ["reg:24"]),
        ("Les acteurs des régions Centre et Poitou-Charentes.", ["reg:24", "reg:54"]),
        ("Un réseau en Centre-Val de Loire.", ["reg:24"]),
        ("L'accès aux soins dans le département du Lot.", ["dep:46"]),
        ("Au Blanc-Mesnil (Seine-Saint-Denis), la régie recrute.", ["dep:93"]),
        ("Trois communes dans le Cher (18).", ["dep:18"]),
    ],
)
def test_names_in_their_context_are_places(text: str, expected: list[str]) -> None:
    assert sorted(places(text)) == expected


def test_former_regions_stay_themselves() -> None:
    assert places("Le Poitou-Charentes et ses villes.") == ["reg:54"]


def test_a_region_in_the_name_of_a_body_says_nothing() -> None:
    assert places("Témoignage d'un agent de la DRJSCS du Languedoc-Roussillon sur le programme.") == []


def test_a_place_said_once_in_a_long_document_is_left_out() -> None:
    long = "Les quartiers prioritaires sont soutenus par les politiques nationales. " * 400
    assert places(long + "Exemple en Bretagne.") == []
    assert places(long, heading="Les quartiers en Bretagne") == ["reg:53"]


def test_many_regions_make_a_national_document() -> None:
    assert places("Villes en Bretagne, en Corse, en Normandie, en Occitanie et dans le Grand Est.") == []


def test_each_place_has_its_quotes() -> None:
    text = "Le Loiret agit pour l'habitat. Rien d'autre. Le Loiret finance les chantiers. Le Loiret décide."
    read = survey(pages("Une couverture.", text), title("L'habitat"), RECOGNISER, {"places": weigh_places})
    (found,) = propose_places(read)
    assert found.value == "dep:45"
    assert [(each.page, each.quote) for each in found.evidence] == [
        (2, "Le Loiret agit pour l'habitat."),
        (2, "Le Loiret finance les chantiers."),
        (2, "Le Loiret décide."),
    ]


def test_departements_told_one_by_one_make_their_region() -> None:
    text = "Les quartiers de la région Picardie : dans l'Oise, dans l'Aisne et dans la Somme, trois profils."
    assert places(text) == ["reg:22"]
