"""The accounts of the desk, for administrators."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from desk.accounts import Account, Role
from desk.errors import AccountError
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.identity import accounts, person
from search_app.language import N_, _, worded

ROLES = {
    Role.DEPOSITOR: N_("Déposant"),
    Role.LIBRARIAN: N_("Documentaliste"),
    Role.ADMINISTRATOR: N_("Administrateur"),
}

Answer = str | AnyResponse | tuple[str, int]


@blueprint.get("/comptes", endpoint="accounts")
@wants(Role.ADMINISTRATOR)
def show() -> str:
    """Everyone who may work at the desk."""
    return _page()


@blueprint.post("/comptes", endpoint="add_account")
@wants(Role.ADMINISTRATOR)
def add() -> Answer:
    """A new account."""
    form = request.form
    try:
        accounts().add(form.get("name", ""), _role(form.get("role", "")), form.get("password", ""))
    except AccountError as error:
        return _page(worded(error), form.get("name", "")), error.http_status
    return redirect(url_for("desk.accounts", fait="compte"))


@blueprint.post("/comptes/<name>", endpoint="change_account")
@wants(Role.ADMINISTRATOR)
def change(name: str) -> Answer:
    """Another role, another password, or no account any more."""
    form = request.form
    try:
        _change(name, form.get("do", ""), form.get("role", ""), form.get("password", ""))
    except AccountError as error:
        return _page(worded(error)), error.http_status
    return redirect(url_for("desk.accounts", fait="compte"))


def _change(name: str, action: str, role: str, password: str) -> None:
    if action == "role":
        accounts().change_role(name, _role(role))
    elif action == "password":
        accounts().change_password(name, password)
    elif action == "remove" and name == person().name:
        raise AccountError(
            _("Vous ne pouvez pas supprimer votre propre compte. Demandez-le à un autre administrateur.")
        )
    elif action == "remove":
        accounts().remove(name)


def _role(value: str) -> Role:
    if value not in set(Role):
        raise AccountError(_("Choisissez un rôle dans la liste."))
    return Role(value)


def _page(error: str = "", name: str = "") -> str:
    everyone: tuple[Account, ...] = accounts().all()
    return render_template("desk/accounts.html", accounts=everyone, roles=ROLES, error=error, name=name)
