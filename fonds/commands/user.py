"""`fonds user`: who may work at the desk.

A password is typed or piped in, never an option that others could read.
"""

import sys
import unicodedata

import click

from catalogue.library import Library
from catalogue.wording import N_
from catalogue.wording import translated as _
from desk.accounts import Accounts, Role
from fonds.commands.options import Command, Group, json_option, library_option, print_json
from fonds.terminal import say

ROLES = {
    Role.DEPOSITOR: N_("déposant"),
    Role.LIBRARIAN: N_("documentaliste"),
    Role.ADMINISTRATOR: N_("administrateur"),
}


class RoleType(click.ParamType[Role]):
    """A role by its French name, with or without accent."""

    name = "rôle"

    def convert(self, value: str | Role, param: click.Parameter | None, ctx: click.Context | None) -> Role:
        """The role, or a usage error that lists them."""
        for role, name in ROLES.items():
            if _plain(value) in (_plain(name), _plain(_(name)), role.value):
                return role
        roles = ", ".join(map(_, ROLES.values()))
        return self.fail(
            _(
                "« {value} » n'est pas un rôle ; écrivez {roles}.",
                value=value,
                roles=roles,
            ),
            param,
            ctx,
        )

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The names, without accents as they are easiest typed."""
        return f"[{'|'.join(_plain(_(each)) for each in ROLES.values())}]"


@click.group(
    cls=Group,
    examples=("fonds user add claire --role administrateur", "fonds user list"),
)
def user() -> None:
    """Gère les comptes de l'atelier."""


@user.command(cls=Command, examples=("fonds user add claire", "fonds user add paul --role deposant"))
@click.argument("name", metavar="NOM")
@click.option(
    "--role", type=RoleType(), help="Sinon : le premier compte est administrateur, les autres déposants."
)
@library_option
def add(name: str, role: Role | None, library: Library) -> None:
    """Crée un compte ; le mot de passe est demandé, ou lu sur l'entrée standard."""
    accounts = Accounts(library.state)
    role = role or (Role.DEPOSITOR if accounts.all() else Role.ADMINISTRATOR)
    account = accounts.add(name, role, _password())
    say(_("Compte « {name} » créé : {role}.", name=account.name, role=_(ROLES[role])))


@user.command("list", cls=Command, examples=("fonds user list --json",))
@library_option
@json_option
def list_accounts(library: Library, *, as_json: bool) -> None:
    """Énumère les comptes, leur rôle et leur dernière venue."""
    accounts = Accounts(library.state).all()
    if as_json:
        print_json({"accounts": accounts})
        return
    for account in accounts:
        seen = _("venu le {day}", day=account.last_login[:10]) if account.last_login else _("jamais venu")
        say(f"{account.name}\t{_(ROLES[account.role])}\t{seen}")
    if not accounts:
        say(_("Aucun compte. Créez le premier par « fonds user add NOM »."), err=True)


@user.command("role", cls=Command, examples=("fonds user role paul documentaliste",))
@click.argument("name", metavar="NOM")
@click.argument("role", type=RoleType(), metavar="RÔLE")
@library_option
def change_role(name: str, role: Role, library: Library) -> None:
    """Change le rôle d'un compte."""
    Accounts(library.state).change_role(name, role)
    say(_("« {name} » est désormais {role}.", name=name, role=_(ROLES[role])))


@user.command(cls=Command, examples=("fonds user password claire",))
@click.argument("name", metavar="NOM")
@library_option
def password(name: str, library: Library) -> None:
    """Change le mot de passe d'un compte, ce qui ferme ses sessions."""
    Accounts(library.state).change_password(name, _password())
    say(_("Mot de passe de « {name} » changé ; ses sessions sont fermées.", name=name))


@user.command(cls=Command, examples=("fonds user remove paul",))
@click.argument("name", metavar="NOM")
@library_option
def remove(name: str, library: Library) -> None:
    """Supprime un compte."""
    Accounts(library.state).remove(name)
    say(_("Compte « {name} » supprimé.", name=name))


def _password() -> str:
    """Asked twice at a terminal; else one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(
        click.prompt(
            _("Mot de passe (12 caractères au moins)"),
            hide_input=True,
            confirmation_prompt=_("Encore une fois"),
        )
    )


def _plain(name: str) -> str:
    return "".join(
        each for each in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(each)
    )
