"""The rooms' blueprint, with every view on it."""

from search_app.rooms import evaluation_views, indicator_views, views
from search_app.rooms.blueprint import blueprint

__all__ = ["blueprint", "evaluation_views", "indicator_views", "views"]
