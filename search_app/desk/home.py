"""The desk's home: what waits."""

from flask import render_template

from catalogue.desk.roles import Role
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.identity import person


@blueprint.get("", endpoint="home")
@wants(Role.DEPOSITOR)
def home() -> str:
    """What waits for this person."""
    return render_template("desk/home.html", account=person())
