from pathlib import Path

import pytest

from catalogue.intake import IntakeError
from catalogue.library import Library
from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.exporting import export_table, export_turtle
from catalogue.vocabulary.importing import VocabularyImport, guess_name, import_vocabulary
from catalogue.vocabulary.loading import NAMES

PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://ailleurs.fr/themes/> .\n"


def take(library: Library, content: str, file: str = "themes.csv", **options: bool) -> VocabularyImport:
    return import_vocabulary(library, content.encode(), file=file, name="themes", **options)


def kept(library: Library) -> list[Path]:
    return sorted(library.vocabularies.glob("*")) if library.vocabularies.exists() else []


def test_a_table_adds_and_replaces_and_names_each_refused_line(library: Library) -> None:
    done = take(
        library,
        "identifier,prefLabel_fr,broader\nneige,Neige,\nsante,Ma santé,\nvent,Vent,nulle-part\n,,\ngel,,\n",
    )
    assert (done.added, done.replaced, done.written) == (("neige",), ("sante",), True)
    assert [(each.number, each.line) for each in done.rejected] == [(3, 4), (4, 6)]
    assert "nulle-part" in done.rejected[0].reason
    themes = load_vocabularies(library.vocabularies).themes
    assert (themes.label("neige"), themes.label("sante")) == ("Neige", "Ma santé")


def test_a_file_of_another_centre_keeps_its_addresses_and_mappings(library: Library) -> None:
    content = (
        f'{PREFIX}:neige a skos:Concept ; skos:prefLabel "Neige"@fr, "Nèu"@oc ; skos:exactMatch <urn:x:1> ; '
    )
    content += 'skos:closeMatch <urn:x:2> . :vide a skos:Concept ; skos:prefLabel "Empty"@en .'
    done = take(library, content, "themes.ttl")
    assert (done.added, [each.name for each in done.rejected]) == (("neige",), ["vide"])
    concept = load_vocabularies(library.vocabularies).themes.concepts["neige"]
    assert (concept.matches, concept.close_matches) == (("urn:x:1",), ("urn:x:2",))
    exported = export_turtle("themes", library.vocabularies)
    assert "https://ailleurs.fr/themes/neige" in exported
    assert '"Nèu"@oc' in exported


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("export", [export_turtle, export_table])
def test_what_was_exported_changes_nothing_when_it_comes_back(library: Library, export, name: str) -> None:
    file = f"{name}.{'ttl' if export is export_turtle else 'csv'}"
    done = import_vocabulary(library, export(name, None).encode(), file=file, name=name)
    assert (done.added, done.replaced, done.rejected, kept(library)) == ((), (), (), [])
    assert len(done.unchanged) == len(getattr(load_vocabularies(), name).concepts)


def test_a_hierarchy_without_end_is_refused_once(library: Library) -> None:
    ranks = "".join(f"r{each},Rang {each},r{each - 1}\n" for each in range(1, 60))
    with pytest.raises(IntakeError, match="« r31 » : il est à plus de 30 rangs") as refused:
        take(library, f"identifier,prefLabel_fr,broader\nr0,Rang 0,\n{ranks}")
    assert "r32" not in str(refused.value)
    assert not kept(library)
    assert take(library, f"identifier,prefLabel_fr,broader\nr0,Rang 0,\n{ranks}".split("r31,")[0]).written


def test_a_second_file_adds_to_the_first(library: Library) -> None:
    take(library, "prefLabel_fr\nNeige\n")
    take(library, "prefLabel_fr\nVent\n")
    assert {"neige", "vent"} <= set(load_vocabularies(library.vocabularies).themes.concepts)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("themes.csv", "prefLabel_fr,altLabel\nAutre,Santé\n", "« Santé » désigne"),
        ("themes.csv", "identifier,prefLabel_fr,broader\na,A,b\nb,B,a\n", "plus large que lui-même"),
        ("themes.csv", "sigle,nom\nA,B\n", "Colonne inconnue"),
        ("themes.csv", "", "vide"),
        ("themes.ttl", ":a :b", "Turtle illisible"),
    ],
)
def test_what_does_not_hold_as_a_whole_is_refused_and_nothing_is_written(
    library: Library, file: str, content: str, said: str
) -> None:
    with pytest.raises(IntakeError, match=said):
        take(library, content, file)
    assert kept(library) == []


def test_a_dry_run_writes_nothing(library: Library) -> None:
    done = take(library, "prefLabel_fr\nNeige\n", dry_run=True)
    assert (done.added, done.written, kept(library)) == (("neige",), False, [])


def test_the_name_of_a_file_tells_its_vocabulary() -> None:
    assert guess_name("Themes-2026.ttl") == "themes"
    assert guess_name("QP2024_liste-qpv.csv") == "quarters"
    assert guess_name("liste.csv") == ""


def quarters(library: Library, content: str, file: str = "qpv.csv") -> VocabularyImport:
    return import_vocabulary(library, content.encode(), file=file, name="quarters")


def test_a_list_of_quarters_adds_to_the_first_and_names_each_refused_line(library: Library) -> None:
    quarters(library, "code,name,commune\nQP037001,Sanita,37261\n")
    done = quarters(
        library, "CODE_QP;LIB_QP;INSEE_COM\nQP037001;Sanitas;37261\nQP37;X;37261\nQP037002;Europe;37261\n"
    )
    assert (done.added, done.replaced) == (("QP037002",), ("QP037001",))
    assert [(each.number, each.line) for each in done.rejected] == [(2, 3)]
    places = load_vocabularies(library.vocabularies).places
    assert places.label("qpv:QP037001") == "Sanitas (Tours)"
    assert quarters(library, "code,name,commune\nQP037001,Sanitas,37261\n").unchanged == ("QP037001",)


@pytest.mark.parametrize("content", ["", "{", '{"features": 1}'])
def test_what_is_no_list_of_quarters_is_refused(library: Library, content: str) -> None:
    with pytest.raises(IntakeError):
        quarters(library, content)
    assert kept(library) == []
