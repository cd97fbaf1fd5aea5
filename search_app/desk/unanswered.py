"""Searches that found nothing, at the desk: seen, to be acquired, or taught to a term, each in one act."""

from dataclasses import replace

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.vocabulary.labels import Labels
from desk.accounts import Role
from desk.terms import TermError
from desk.unanswered import LONGEST, Unanswered
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import history, terms, vocabularies
from search_app.desk.identity import person
from search_app.site_library import site_library

#: Vocabularies whose terms are offered.
_OFFERED = ("themes", "programmes")


@blueprint.post("/sans-reponse", endpoint="forget_unanswered")
@wants(Role.LIBRARIAN)
def act() -> AnyResponse:
    """Forget one of those searches, or all; keep it to be acquired; or teach it to a term."""
    kept, words = Unanswered(site_library().library), request.form.get("words", "")[:LONGEST]
    done: str | None = None
    match request.form.get("act"):
        case "want":
            kept.want(words)
        case "settle":
            kept.settle(words)
        case "teach":
            done = _taught(words)
            if done:
                kept.forget(words)
        case _seen:
            kept.forget(words)
    fait = None if done is None else "synonyme" if done else "inconnu"
    return redirect(url_for("desk.home", fait=fait, pas=done or None, _anchor="unanswered"))


def term_names() -> list[str]:
    """The names of the terms a search may be a word for."""
    known = vocabularies()
    concepts = (each for name in _OFFERED for each in getattr(known, name).concepts.values())
    return sorted({each.label() for each in concepts})


def noted() -> tuple[str, str] | None:
    """The step that taught a word, to be undone, with the term; None where none was just done."""
    step = request.args.get("pas", "")
    found = history().step(step) if step else []
    return (step, found[0].title) if found else None


def _taught(words: str) -> str:
    """Add the words to the names of the term that was typed; the step's mark, empty for no term."""
    typed = request.form.get("term", "").strip()
    for name in _OFFERED if typed and words else ():
        found = Labels(getattr(vocabularies(), name)).find(typed)
        if found:
            standing = terms().find(name, found[0].identifier)
            names = tuple(dict.fromkeys((*standing.alternatives, words)))
            try:
                term = replace(standing, alternatives=names)
                return terms().save(name, term, before=standing, by=person().name)
            except TermError:
                return ""
    return ""
