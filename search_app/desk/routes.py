"""The desk's blueprint, with every view on it."""

from search_app.desk import account, accounts, deposit, duplicates, home
from search_app.desk.blueprint import blueprint
from search_app.desk.ways import desk_ways

blueprint.app_context_processor(lambda: {"desk_ways": desk_ways})

__all__ = ["account", "accounts", "blueprint", "deposit", "duplicates", "home"]
