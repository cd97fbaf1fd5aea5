"""What `fonds check` found, by kind: how many, the first of each, and how to see all of them."""

from collections.abc import Sequence

from catalogue.wording import N_, in_words
from catalogue.wording import translated as _
from desk.quality import Finding, ProblemKind
from fonds.commands.counted import counted
from fonds.terminal import say
from indexer.errors import Reason

#: Of each kind, so many are shown unless all are asked for.
FIRST = 5
#: What each kind is called; those of which there is one at most speak for themselves.
KINDS: dict[str, str] = {
    **dict.fromkeys(Reason, N_("Fichiers illisibles")),
    # Two kinds bear one name, of documents and of files of the library: what they are called fits both.
    Reason.DAMAGED: N_("Fichiers endommagés"),
    Reason.CHANGED: N_("Fichiers qui ont changé"),
    Reason.UNSUPPORTED: N_("Fichiers qui ne sont pas des documents que Fonds lit"),
    "duplicate": N_("Copies d'un même contenu"),
    "warning": N_("Documents lus en partie, ou à regarder"),
    "missing": N_("Fichiers lus dont la notice manque"),
    "centre": N_("Centres dont ce qui est gardé est endommagé"),
    "setting": N_("Réglages à corriger"),
    "vocabulary": N_("Vocabulaires à corriger"),
    ProblemKind.NOTICE: N_("Notices à corriger"),
    ProblemKind.NO_TEXT: N_("Documents sans texte"),
    ProblemKind.NEEDS_OCR: N_("Pages à océriser"),
    ProblemKind.ORPHAN: N_("Notices sans leur document"),
    ProblemKind.UNKNOWN_CONCEPT: N_("Concepts inconnus"),
    ProblemKind.OLD_REGION: N_("Régions d'avant 2016"),
    ProblemKind.NO_THEME: N_("Documents sans thème"),
    ProblemKind.NO_DATE: N_("Documents sans date"),
    ProblemKind.ALIKE: N_("Textes très proches"),
    ProblemKind.DEAD_LINK: N_("Adresses qui ne répondent pas"),
}


def print_findings(findings: Sequence[Finding], *, whole: bool) -> None:
    """Say them on stdout, kinds in the order of their first one, and how many there are on stderr."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(KINDS.get(finding.kind, ""), []).append(finding)
    hidden = sum(_print_kind(kind, found, whole=whole) for kind, found in kinds.items())
    points = counted(len(findings), N_("{count} point à voir."), N_("{count} points à voir."))
    say(points if findings else _("Rien à signaler."), err=True)
    if hidden:
        say(_("« fonds check --all » les montre tous."), err=True)


def _print_kind(kind: str, findings: list[Finding], *, whole: bool) -> int:
    """Say those of one kind, a sentence that is the same for all of them once; how many were not shown."""
    shown = findings if whole or not kind else findings[:FIRST]
    same = len({finding.message for finding in findings}) == 1 and len(findings) > 1
    if kind:
        said = _(" : ") + in_words(findings[0].message) if same else ""
        say(f"{_(kind)} ({len(findings)}){said}", bold=True)
    for finding in shown:
        _print_one(finding, "  " if kind else "", with_message=not (kind and same))
    if more := len(findings) - len(shown):
        say(counted(more, N_("  … et {count} autre"), N_("  … et {count} autres")))
    return more


def _print_one(finding: Finding, indent: str, *, with_message: bool) -> None:
    line = _(", ligne {line}", line=finding.line) if finding.line else ""
    said = f"{_(' : ')}{in_words(finding.message)}" if with_message else ""
    say(f"{indent}{finding.where}{line}{said}")
