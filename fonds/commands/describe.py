"""`fonds describe`: what would be proposed for a document, and why, with what corrections have taught."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from catalogue.corrections import Learnt, learnt_in
from catalogue.errors import FileMissingError
from catalogue.library import Library
from catalogue.record import Provenance, Record
from catalogue.rights import STAFF_READER
from catalogue.vocabulary import Vocabularies, load_vocabularies
from catalogue.wording import N_
from catalogue.wording import translated as _
from exchange.objects import record_object
from fonds.commands.labels import field_label, reason_label, value_label
from fonds.commands.named_record import identifier_of
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.commands.typed import FilePath
from fonds.terminal import say
from search.reading import open_catalogue

#: A weight learnt, in words.
_SHARES = {0.5: N_("la moitié"), 0.25: N_("un quart"), 0.125: N_("un huitième")}


@click.command(cls=Command, examples=("fonds describe rapport.pdf", "fonds describe 3f2a… --why"))
@click.argument("document", type=FilePath(path_type=str), metavar="FICHIER|IDENTIFIANT")
@click.option(
    "--why", is_flag=True, help="Dire d'où vient chaque valeur et ce que les corrections ont appris."
)
@library_option
@json_option
def describe(document: str, library: Library, *, why: bool, as_json: bool) -> None:
    """Décrit un document sans rien écrire : ce qui serait proposé, et pourquoi."""
    from indexer.describe_one import describe_aside

    record = describe_aside(library, _path(library, document))
    learnt = learnt_in(library.state)
    if as_json:
        doubted = msgspec.to_builtins(record.doubted)
        print_json({**record_object(record), "doubted": doubted, "learnt": list(_lessons(record, learnt))})
        return
    _print(record, load_vocabularies(library.vocabularies), learnt, why=why)


def _path(library: Library, document: str) -> Path:
    """A file named as it is, else the file of the record of that identifier."""
    path = Path(document)
    if path.is_file():
        return path
    if path.is_dir():
        raise click.UsageError(_("« {document} » est un dossier. Donnez un fichier.", document=document))
    record = open_catalogue(library).record(identifier_of(library, document), STAFF_READER)
    file = library.corpus / record.file
    if not record.file or not file.is_file():
        raise FileMissingError(
            _("« {document} » n'a pas de fichier dans le corpus : complétez sa notice.", document=document)
        )
    return file


def _print(record: Record, vocabularies: Vocabularies, learnt: Learnt, *, why: bool) -> None:
    for field in dict.fromkeys(each.field for each in record.provenance):
        say(field_label(field), bold=True)
        for reason in record.reasons(field):
            say(f"  {value_label(vocabularies, field, reason.value)}")
            for line in _because(reason, learnt) if why else ():
                say(f"      {line}")
    for doubt in record.doubted:
        text = value_label(vocabularies, doubt.field, doubt.value)
        say(_("À vérifier, peut-être — {field} : {value}", field=field_label(doubt.field), value=text))
        for line in _because(doubt, learnt) if why else ():
            say(f"      {line}")


def _because(reason: Provenance, learnt: Learnt) -> Iterator[str]:
    yield reason_label(reason)
    if reason.terms:
        words = ", ".join(_taught(reason, term, learnt) for term in reason.terms)
        yield _("mots : {words}", words=words)
    for each in reason.evidence:
        quote = f"« {' '.join(each.quote.split())} »"
        yield f"p. {each.page} : {quote}" if each.page else quote


def _taught(reason: Provenance, term: str, learnt: Learnt) -> str:
    balance = learnt.balance(reason.field, reason.value, term)
    if balance.weight == 1:
        return term
    return _(
        "{term} (ne compte plus que pour {share} : refusé {refused} fois, accepté {accepted} fois)",
        term=term,
        share=_(_SHARES[balance.weight]),
        refused=balance.refused,
        accepted=balance.accepted,
    )


def _lessons(record: Record, learnt: Learnt) -> Iterator[dict[str, Any]]:
    """What the corrections changed in the weight of the words found."""
    for reason in record.provenance:
        for term in reason.terms:
            balance = learnt.balance(reason.field, reason.value, term)
            if balance.weight < 1:
                yield {
                    "field": reason.field, "value": reason.value, "term": term, "weight": balance.weight,
                    "refused": balance.refused, "accepted": balance.accepted,
                }  # fmt: skip
