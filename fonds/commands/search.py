"""`fonds search` and `fonds show`: the same answers as the site, in a terminal."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

import click

from catalogue.fields import FACETS
from catalogue.library import Library
from catalogue.record import Evidence, Record
from catalogue.rights import STAFF_READER
from catalogue.vocabulary import Vocabularies
from catalogue.wording import N_, spoken
from catalogue.wording import translated as _
from exchange.objects import record_object, results_object
from fonds.commands.counted import counted
from fonds.commands.labels import field_label, reason_label, value_label
from fonds.commands.named_record import identifier_of
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.commands.selection import selection_options
from fonds.terminal import say, say_marked
from search.door import Catalogue
from search.parser import MAX_WORDS
from search.query import Query
from search.reading import open_catalogue
from search.results import Hit, Passage, Reason, Results, Signal
from search.search import Lost, Search, lost_of

#: Signal of a reason → what it means.
SIGNALS = {
    Signal.FAMILY: N_("le mot ou une autre forme"),
    Signal.EXACT: N_("le mot tel qu'il est écrit"),
    Signal.ROOT: N_("un mot de même racine"),
    Signal.SIMILAR: N_("un mot presque pareil"),
    Signal.TITLE: N_("le mot dans le titre"),
    Signal.NAME: N_("le sigle ou le lieu, avec ses majuscules"),
    Signal.NEAR: N_("les mots proches les uns des autres"),
    Signal.ADJACENT: N_("les mots qui se suivent"),
    Signal.BEGINNING: N_("les mots dès le début"),
    Signal.RESEMBLANCE: N_("un titre qui ressemble à la recherche"),
    Signal.PRECEDED: N_("le mot derrière le même petit mot (l’école, à l’école)"),
    Signal.LITTLE: N_("les mêmes petits mots"),
    Signal.LAST: N_("le dernier mot, qui dit souvent le sujet"),
    Signal.NAMED: N_("un nom propre ou un nombre"),
}

_LOST = {
    Lost.BEYOND: N_("Seuls les {words} premiers mots ont été cherchés."),
    Lost.ALL: N_("Aucun mot à chercher : de petits mots ou des signes seulement. Ajoutez un mot du sujet."),
}
#: What of a notice a hit was found by.
_FOUND_BY = {
    "theme": N_("son thème"),
    "programme": N_("son dispositif"),
    "type": N_("son type"),
    "audience": N_("son public"),
    "place": N_("son territoire"),
    "file": N_("le nom de son fichier"),
}


@click.command(
    cls=Command,
    examples=(
        "fonds search rénovation urbaine --year 2005..2010",
        "fonds search '\"atelier santé ville\"' --region 24 --json",
    ),
)
@selection_options
@click.option("--page", type=click.IntRange(1, 500), default=1, help="Page de résultats.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="Résultats par page.")
@click.option("--explain", is_flag=True, help="Dire pourquoi chaque document vient à son rang.")
@library_option
@json_option
def search(
    selection: Search, page: int, limit: int, library: Library, *, explain: bool, as_json: bool
) -> None:
    """Cherche, comme le site : tous les mots sont voulus ; OU, SAUF, "phrase" et préfixe* sont compris."""
    catalogue = open_catalogue(library)
    query = catalogue.query(replace(selection, page=page), STAFF_READER, size=limit)
    results = catalogue.search(query)
    lost = lost_of(query.text)
    if as_json:
        answer = results_object(query, results, catalogue.facets_of, catalogue.label)
        answer["problems"] = [_lost(lost)] if lost else []
        print_json(_explained(answer, catalogue, query) if explain else answer)
        return
    for hit in results.hits:
        if not hit.aside:
            _print_hit(hit, catalogue)
            if explain:
                _print_reasons(hit, catalogue.explain(hit.record.identifier, query))
    _print_below(
        _("Documents qui en parlent en partie :"),
        (each for each in results.partly if not each.aside),
        catalogue,
    )
    aside = (each for each in (*results.hits, *results.partly) if each.aside)
    _print_below(
        _("Documents qui s'en approchent (mots séparés, dans un autre ordre, en passant ou en partie) :"),
        aside,
        catalogue,
    )
    for sentence in _said(results, lost):
        say(sentence, err=True)


def _lost(lost: Lost) -> str:
    return _(_LOST[lost], words=MAX_WORDS)


def _print_below(heading: str, hits: Iterable[Hit], catalogue: Catalogue) -> None:
    """Further documents under their own heading, where there are any."""
    for number, hit in enumerate(hits):
        if not number:
            for line in ("", heading, ""):
                say(line, err=True)
        _print_hit(hit, catalogue)


def _said(results: Results, lost: Lost | None) -> Iterator[str]:
    """What stands below the answers: what was not searched, what was searched as well, how many."""
    if lost:
        yield _lost(lost)
    if results.relaxed:
        yield _("Aucun document ne contient tous les mots ; voici ceux qui en contiennent le plus.")
    for each in results.concepts:
        yield _(
            "{kind} « {text} » : {count}, --{option} {value}",
            kind=_(FACETS[each.kind].label),
            text=each.text,
            count=counted(each.count, N_("{count} document"), N_("{count} documents")),
            option=each.kind,
            value=each.value,
        )
    if results.expanded:
        yield _("Aussi cherché : {words}", words=", ".join(results.expanded))
    if results.meanings:
        meanings = ", ".join(f"« {each} »" for each in results.meanings)
        yield _("Dans ce fonds, ce sigle désigne aussi bien : {meanings}", meanings=meanings)
    if results.suggestion:
        yield _("Essayez avec : {suggestion}", suggestion=results.suggestion)
    total = counted(results.total, N_("{count} résultat"), N_("{count} résultats"))
    yield _("{total} en {took_ms} ms.", total=total, took_ms=f"{results.took_ms:.0f}")


@click.command(cls=Command, examples=("fonds show 3f2a… --json",))
@click.argument("identifier", metavar="IDENTIFIANT")
@library_option
@json_option
def show(identifier: str, library: Library, *, as_json: bool) -> None:
    """Montre une notice et l'origine de chaque valeur ; le début de l'identifiant suffit, ou l'adresse."""
    catalogue = open_catalogue(library)
    record = catalogue.record(identifier_of(library, identifier), STAFF_READER)
    print_json(record_object(record)) if as_json else _print_record(record, catalogue.vocabularies)


def _print_hit(hit: Hit, catalogue: Catalogue) -> None:
    record = hit.record
    kind = catalogue.label("type", record.type, spoken()) if record.type else ""
    said = " · ".join(part for part in (record.issued, kind, ", ".join(record.creators)) if part)
    say(record.title, bold=True)
    say(f"  {said}")
    say(f"  {record.identifier}")
    if hit.scattered and not hit.found_by:
        say(_("  tous vos mots y sont, mais séparés ou dans un autre ordre"))
    if hit.found_by:
        said = ", ".join(f"{_(_FOUND_BY[each.kind])} {each.label}".strip() for each in hit.found_by)
        say(_("  trouvé par {said}", said=said))
    if hit.lacking:
        say(_("  sans {said}", said=", ".join(f"« {each} »" for each in hit.lacking)))
    for passage in hit.passages:
        say_marked([(f"  p. {passage.page} : ", False), *_emphasised(passage)])


def _print_reasons(hit: Hit, reasons: Sequence[Reason]) -> None:
    """The parts of a score, largest first; together they make the score."""
    say(f"  score {hit.score:.2f}")
    for reason in reasons:
        about = _(" : ") + reason.words if reason.words else ""
        say(f"    {reason.score:6.2f}  {_(SIGNALS[reason.signal])}{about}")


def _explained(answer: dict[str, Any], catalogue: Catalogue, query: Query) -> dict[str, Any]:
    """The answer with the reasons of each record."""
    for row in answer["hits"]:
        row["reasons"] = [asdict(reason) for reason in catalogue.explain(row["identifier"], query)]
    return answer


def _emphasised(passage: Passage) -> Iterator[tuple[str, bool]]:
    """The passage on one line, in parts, each with whether it matched."""
    last = 0
    for start, end in passage.marks:
        yield _on_one_line(passage.text[last:start]), False
        yield _on_one_line(passage.text[start:end]), True
        last = end
    yield _on_one_line(passage.text[last:]), False


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _print_record(record: Record, vocabularies: Vocabularies) -> None:
    for name, value in record_object(record).items():
        if value and name != "provenance":
            values = value if isinstance(value, list | tuple) else [value]
            told = ", ".join(value_label(vocabularies, name, str(each)) for each in values)
            say(f"{field_label(name)}{_(' : ')}{' '.join(told.split())}")
    say(err=True)
    say(_("D'où viennent ces valeurs :"), err=True)
    for reason in record.provenance:
        value = value_label(vocabularies, reason.field, reason.value)
        say(f"  {field_label(reason.field)}{_(' : ')}{value}")
        say(f"      {reason_label(reason)}")
        for each in reason.evidence:
            say(f"      {_where(each)}")


def _where(evidence: Evidence) -> str:
    quote = f"« {' '.join(evidence.quote.split())} »"
    return f"p. {evidence.page} {quote}" if evidence.page else quote
