import pytest

from indexer.describe.proper_names import Kind, names_in


def names(text: str, kind: Kind) -> list[str]:
    return [name.text for name in names_in(text, frozenset({"CUCS"})) if name.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les agents de la direction régionale de la jeunesse et des sports ont voté.",
         ["Direction régionale de la jeunesse et des sports"]),
        ("Direction de l'habitat, de l'urbanisme et des parcs",
         ["Direction de l'habitat, de l'urbanisme et des parcs"]),
        ("Mission locale Porte de Bretagne – Rapport", ["Mission locale Porte de Bretagne"]),
        ("Pays et Plaines de Touraine (PPT) a réuni", ["Pays et Plaines de Touraine"]),
        ("Vienne Condrieu Agglomération explique", ["Vienne Condrieu Agglomération"]),
        ("Châteauroux métropole conduit", ["Châteauroux métropole"]),
        ("Magazine de la Communauté d'agglomération castelroussine",
         ["Communauté d'agglomération castelroussine"]),
        ("la communauté de communes « Les Sorgues du Comtat » signe",
         ["Communauté de communes Les Sorgues du Comtat"]),
        ("le bureau Plein Sens a conduit", ["Plein Sens"]),
        ("CONSEIL LOCAL DE SANTE DE GRAND-BOURG COFINANCE PAR LA REGION",
         ["CONSEIL LOCAL DE SANTE DE GRAND-BOURG"]),
        ("Conseil général de Seine-Saint- Denis et", ["Conseil général de Seine-Saint-Denis"]),
        ("Publié par La Gazette de l'Oise, hier", ["La Gazette de l'Oise"]),
        ("Le contrat de ville de Tours engage les communes.", []),
        ("Le ministre de la ville et le préfet", []),
        ("Le conseil s'est réuni.", []),
    ],
)  # fmt: skip
def test_a_body_s_name_goes_from_its_kind_to_its_end(text: str, expected: list[str]) -> None:
    assert names(text, Kind.BODY) == expected


def test_known_bodies_are_found_as_they_are_written_and_kept_as_they_are_called() -> None:
    assert names("Source : INSEE, recensement", Kind.BODY) == ["Insee"]
    assert names("Le bulletin – ORIV Alsace – juin", Kind.BODY) == ["ORIV Alsace"]


def test_acronyms_are_neither_programmes_nor_words_of_a_line_in_capitals() -> None:
    assert names("L'ADUR et le CUCS avec la DDTM 61", Kind.ACRONYM) == ["ADUR", "DDTM 61"]
    assert names("RAPPORT DE LA COMMISSION DES MARCHES", Kind.ACRONYM) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reportage Claire Giroud", ["Claire Giroud"]),
        ("Mémoire de Claire Giroud, 2019", ["Claire Giroud"]),
        ("Giroud, Claire – 2018", ["Claire Giroud"]),
        ("Étude – A. MARTIN – 1998", ["A. MARTIN"]),
        ("Auteur : M. Claire Giroud", ["Claire Giroud"]),
        ("Vallée de Gère", []),
        ("Un titre\nCLAIRE GIROUD, PAUL ROY 1\nTexte", ["Claire Giroud", "Paul Roy"]),
        ("Claire Giroud Pauline Petit\nTexte", ["Claire Giroud", "Pauline Petit"]),
        ("RÉUNION PUBLIQUE\nTexte", []),
        ("Claire Giroud Foundation", []),
        ("Page, Paragraphe\nTexte", []),
    ],
)
def test_persons_are_told_by_a_first_name(text: str, expected: list[str]) -> None:
    assert names(text, Kind.PERSON) == expected
