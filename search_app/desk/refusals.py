"""What was refused of a form, with what may have been meant, and the answers that come back with it.

Each refused value is answered by one radio button: a name near it, one of several places of that name, a new
term made of it, or nothing. The form is sent again with all that was typed, so nothing needs a script.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from desk.accounts import Role
from desk.terms import FIELD_OF, TermError
from search_app.desk.corpus import terms
from search_app.desk.identity import person
from search_app.desk.term_tree import choices as term_choices
from search_app.language import N_, _, worded

#: Names of the form's answers: `meant.places.Tourcoin`, and below which term a new one stands.
MEANT, BELOW = "meant", "below"
#: The answers that are no value: a new term, and to leave the value out.
CREATE, LEAVE = "+", "-"
#: Choices shown of one value, should thirty towns share a name.
MOST = 12
_VOCABULARY_OF = {field: name for name, field in FIELD_OF.items() if field}
_CREATE = {
    "themes": N_("Créer ce thème"),
    "programmes": N_("Créer ce dispositif"),
    "type": N_("Créer ce type"),
    "audience": N_("Créer ce public"),
}


@dataclass(frozen=True, slots=True)
class RefusedValue:
    """One value that cannot be written, with the answers offered."""

    field: str
    value: str
    #: The group's name in the form.
    name: str
    #: (answer, its label).
    choices: tuple[tuple[str, str], ...]
    #: What making a term of it is called; empty where that cannot be.
    create: str
    below_name: str
    below: tuple[tuple[str, str], ...]


def refused_values(errors: Iterable[NoticeError], field: str) -> tuple[RefusedValue, ...]:
    """What to ask about a field's refused values."""
    return tuple(_refused(field, error) for error in errors if error.value)


def answered(form: "MultiDict[str, str]", field: str, typed: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a field with what was answered of each in its place; may raise NoticeError."""
    found = []
    for value in typed:
        answer = form.get(f"{MEANT}.{field}.{value}", "")
        if answer == CREATE:
            found.append(_created(form, field, value))
        elif answer != LEAVE:
            found.append(answer or value)
    return tuple(found)


def told(errors: Mapping[str, tuple[NoticeError, ...]]) -> dict[str, str]:
    """Field → one sentence for each value that was refused."""
    return {name: " ".join(_sentence(each) for each in found) for name, found in errors.items()}


def _sentence(error: NoticeError) -> str:
    if error.value and error.choices and error.field:
        same = all(value == label for value, label in error.choices)
        why = (
            _("« %(value)s » n'est pas connu.")
            if same
            else _("Plusieurs lieux ou termes s'appellent « %(value)s ».")
        )
        return " ".join((why % {"value": error.value}, _("Choisissez ci-dessous.")))
    return worded(error)


def _refused(field: str, error: NoticeError) -> RefusedValue:
    vocabulary = _VOCABULARY_OF.get(field, "")
    ambiguous = any(value != label for value, label in error.choices)
    may = bool(vocabulary) and not ambiguous and person().role.includes(Role.LIBRARIAN)
    return RefusedValue(
        field=field,
        value=error.value,
        name=f"{MEANT}.{field}.{error.value}",
        choices=error.choices[:MOST],
        create=_(_CREATE[field]) if may else "",
        below_name=f"{BELOW}.{field}.{error.value}",
        below=tuple(term_choices(vocabulary)) if may else (),
    )


def _created(form: "MultiDict[str, str]", field: str, value: str) -> str:
    vocabulary = _VOCABULARY_OF.get(field, "")
    if not vocabulary or not person().role.includes(Role.LIBRARIAN):
        return value
    try:
        term, _step = terms().add(
            vocabulary, value[:200], form.get(f"{BELOW}.{field}.{value}", ""), by=person().name
        )
    except TermError as error:
        said = _(BY_NAME[field].label) + _(" : ") + worded(error)
        raise NoticeError(said, field=field) from error
    terms()
    return term.identifier
