"""`fonds vocabulary`: themes, programmes and other controlled words, to read, check, share and take in."""

import sys
from pathlib import Path

import click

from catalogue.errors import UnknownRecordError
from catalogue.library import Library
from catalogue.vocabulary import Concept, Vocabulary, load_vocabularies
from catalogue.vocabulary.check import DEEPEST, check_vocabularies
from catalogue.wording import N_, in_words
from catalogue.wording import translated as _
from fonds.commands.counted import counted
from fonds.commands.options import Command, Group, json_option, library_option, print_json
from fonds.commands.typed import FilePath
from fonds.terminal import give, say

NAMES = {
    "themes": N_("thèmes"),
    "programmes": N_("dispositifs"),
    "types": N_("types de document"),
    "audiences": N_("publics"),
    "regions": N_("régions"),
    "glossary": N_("sigles"),
}
_named = click.Choice(list(NAMES))
#: Lists of quarters are places, not concepts: they are taken in, and shown as places are.
_importable = click.Choice([*NAMES, "quarters"])


@click.group(
    cls=Group,
    examples=(
        "fonds vocabulary show cucs",
        "fonds vocabulary export programmes --format csv > dispositifs.csv",
        "fonds vocabulary import themes.ttl",
        "fonds vocabulary import liste-qpv-2024.csv",
    ),
)
def vocabulary() -> None:
    """Lit, vérifie, exporte et importe les vocabulaires : thèmes, dispositifs, types, publics."""


@vocabulary.command("list", cls=Command, examples=("fonds vocabulary list", "fonds vocabulary list themes"))
@click.argument("name", required=False, type=_named)
@library_option
@json_option
def list_concepts(name: str | None, library: Library, *, as_json: bool) -> None:
    """Énumère les vocabulaires, ou les concepts de l'un d'eux, par hiérarchie."""
    loaded = load_vocabularies(library.vocabularies)
    if name is None:
        counts = {each: len(getattr(loaded, each).concepts) for each in NAMES}
        if as_json:
            print_json({"vocabularies": counts})
            return
        for each, count in counts.items():
            say(f"{each}\t{count} {_(NAMES[each])}")
        return
    chosen: Vocabulary = getattr(loaded, name)
    if as_json:
        print_json({"vocabulary": name, "concepts": list(chosen.concepts.values())})
        return
    for top in chosen.concepts.values():
        if not any(parent in chosen.concepts for parent in top.broader):
            _print_branch(chosen, top)


@vocabulary.command(cls=Command, examples=("fonds vocabulary show cucs", "fonds vocabulary show sante"))
@click.argument("identifier", metavar="CONCEPT")
@library_option
@json_option
def show(identifier: str, library: Library, *, as_json: bool) -> None:
    """Montre un concept : noms, années, ce qui le précède et le suit, sources, correspondances."""
    loaded = load_vocabularies(library.vocabularies)
    found = [(getattr(loaded, name), name) for name in NAMES if identifier in getattr(loaded, name).concepts]
    if not found:
        raise UnknownRecordError(
            _(
                "Aucun concept ne s'appelle « {identifier} ». « fonds vocabulary list themes » les énumère.",
                identifier=identifier,
            )
        )
    if as_json:
        print_json(
            {"concepts": [{"vocabulary": name, "concept": each.concepts[identifier]} for each, name in found]}
        )
        return
    for each, name in found:
        _print_concept(each, name, each.concepts[identifier])


@vocabulary.command(cls=Command, examples=("fonds vocabulary check",))
@library_option
@json_option
def check(library: Library, *, as_json: bool) -> None:
    """Vérifie les vocabulaires fournis et ceux de la bibliothèque."""
    faults = check_vocabularies(library.vocabularies)
    if as_json:
        print_json({"faults": faults})
    else:
        for fault in faults:
            say(in_words(fault))
        found = counted(len(faults), N_("{count} faute."), N_("{count} fautes."))
        say(found if faults else _("Rien à signaler."), err=True)
    sys.exit(1 if faults else 0)


@vocabulary.command(
    cls=Command,
    examples=("fonds vocabulary export themes > themes.ttl", "fonds vocabulary export themes --format csv"),
)
@click.argument("name", type=_named)
@click.option(
    "--format", "form", type=click.Choice(["skos", "csv"]), default="skos", help="SKOS en Turtle, ou CSV."
)
@library_option
def export(name: str, form: str, library: Library) -> None:
    """Écrit un vocabulaire sur la sortie standard, avec ce que la bibliothèque y a changé."""
    from catalogue.vocabulary.exporting import export_table, export_turtle  # rdflib is slow to import

    write = export_table if form == "csv" else export_turtle
    give(write(name, library.vocabularies), nl=False)


@vocabulary.command(
    "import",
    cls=Command,
    examples=("fonds vocabulary import themes.ttl", "fonds vocabulary import liste.csv --as programmes"),
)
@click.argument("file", type=FilePath(exists=True, dir_okay=False), metavar="FICHIER")
@click.option("--as", "name", type=_importable, help="Vocabulaire visé ; sinon, d'après le nom du fichier.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait fait, sans rien écrire.")
@library_option
@json_option
def import_file(file: Path, name: str | None, library: Library, *, dry_run: bool, as_json: bool) -> None:
    """Ajoute des concepts (SKOS, CSV) ou une liste de quartiers, ZUS ou QPV (CSV, GeoJSON)."""
    from catalogue.vocabulary.importing import VocabularyImport, guess_name, import_vocabulary

    name = name or guess_name(file.name)
    if not name:
        raise click.UsageError(
            _("Le nom de {name} ne dit pas de quel vocabulaire il s'agit ; ajoutez --as.", name=file.name)
        )
    done: VocabularyImport = import_vocabulary(
        library, file.read_bytes(), file=file.name, name=name, dry_run=dry_run
    )
    if as_json:
        print_json(done)
    else:
        for rejection in done.rejected:
            say(_("Refusé : {rejection}", rejection=in_words(str(rejection))), err=True)
        say(
            _(
                "{what} : {added} ajoutés, {replaced} remplacés, {unchanged} inchangés, "
                "{refused} refusés{nothing}.",
                what=_(NAMES.get(name, N_("quartiers"))),
                added=len(done.added),
                replaced=len(done.replaced),
                unchanged=len(done.unchanged),
                refused=len(done.rejected),
                nothing="" if done.written else _(" ; rien n’a été écrit"),
            )
        )
        if done.written:
            say(_("Lancez « fonds index » pour décrire à nouveau les documents."), err=True)
    sys.exit(1 if done.rejected else 0)


def _print_branch(chosen: Vocabulary, top: Concept) -> None:
    """A concept and all below it, as deep as one may be: a circle, which `check` tells, must have an end."""
    waiting = [(top, 0)]
    while waiting:
        concept, depth = waiting.pop()
        years = f" ({concept.years})" if concept.years else ""
        say(f"{'  ' * depth}{concept.identifier}\t{concept.label()}{years}")
        if depth < DEEPEST:
            below = (chosen.concepts[each] for each in reversed(chosen.narrower(concept.identifier)))
            waiting += ((each, depth + 1) for each in below)
        elif chosen.narrower(concept.identifier):
            say(f"{'  ' * (depth + 1)}…")


def _print_concept(chosen: Vocabulary, name: str, concept: Concept) -> None:
    say(concept.label())
    say(f"  {_(NAMES[name])}" + _(", identifiant {identifier}", identifier=concept.identifier))
    frames = (
        f"{each.label()}{''.join(f' — {frame.label()}' for frame in chosen.collections_of(each.identifier))}"
        for each in chosen.collections_of(concept.identifier)
    )
    for heading, values in (
        (_("anglais"), [concept.labels.get("en", "")]),
        (_("années"), [concept.years]),
        (_("sigles"), concept.acronyms),
        (_("autres noms"), concept.alternatives),
        (_("à lire près du sigle"), concept.contexts),
        (_("plus large"), map(chosen.label, concept.broader)),
        (_("plus étroit"), map(chosen.label, chosen.narrower(concept.identifier))),
        (_("succède à"), map(chosen.label, concept.predecessors)),
        (_("remplacé par"), map(chosen.label, concept.successors)),
        (_("cadres"), frames),
        (_("définition"), [concept.definition]),
        (_("identique à"), concept.matches),
        (_("proche de"), concept.close_matches),
        (_("source"), [concept.source]),
    ):
        told = " ; ".join(filter(None, values))
        if told:
            say(f"  {heading}{_(' : ')}{told}")
