import pytest

from indexer.describe.title_noise import without_noise


@pytest.mark.parametrize(
    ("written", "text", "title"),
    [
        (
            "Le volet habitat du projet : stratégie · p.9 12 familles 01- Démolition 02- Production",
            "",
            "Le volet habitat du projet : stratégie",
        ),
        (
            "L'observation locale dans le cadre de la ... · • Analyse des stocks et des...",
            "13. Rencontre. L'observation locale dans le cadre de la ville d'Agen. Jeudi 3 avril",
            "L'observation locale dans le cadre de la ville d'Agen",
        ),
        (
            "convention cadre de rénovation …",
            "convention cadre de rénovation …\n81\nCONVENTION CADRE DE RÉNOVATION URBAINE D'ORLY\nEntre :",
            "CONVENTION CADRE DE RÉNOVATION URBAINE D'ORLY",
        ),
        ("Un guide pour agir dans les ...", "Rien de tel.", "Un guide pour agir dans les"),
        (
            "Renouveler l'urbain au nom de la mixité - Ministère du ...",
            "",
            "Renouveler l'urbain au nom de la mixité",
        ),
        ("bilan d'une année - ministère...", "BILAN D'UNE ANNÉE\n", "bilan d'une année"),
        (
            "Communauté d'agglomération · Contrat de ville 2015 – 2020 Cap...",
            "",
            "Contrat de ville 2015 – 2020 Cap",
        ),
        ("[PDF] Atlas des quartiers", "", "Atlas des quartiers"),
        (
            "bilan de l'année...",
            "bilan de l'année_2007, bilan de     l'année 2008, bilan\nde - l'année 2009\n",
            "bilan de - l'année 2009",
        ),
        (
            "Atlas des quartiers : un outil",
            "Atlas des quartiers : un outil utile",
            "Atlas des quartiers : un outil",
        ),
    ],
)
def test_a_title_is_left_without_what_its_site_added(written: str, text: str, title: str) -> None:
    assert without_noise(written, text) == title
