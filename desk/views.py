"""Views: searches of the desk's list of notices that somebody gave a name, to come back to.

Kept in `state/views.sqlite` for all who work at the desk: « sans thème », « à vérifier de 2019 ». A view is
its address, so what it finds is always of today.
"""

from dataclasses import dataclass

from catalogue.library import Library
from desk.errors import DeskError
from desk.storage import opened, reading

FILE_NAME = "views.sqlite"
#: Characters of a name and of an address, and views of one library.
LONGEST_NAME, LONGEST_ADDRESS, MOST = 60, 2000, 50
TABLES = """
CREATE TABLE IF NOT EXISTS view (name TEXT PRIMARY KEY, query TEXT NOT NULL, by TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A search with a name."""

    name: str
    #: The address after its question mark.
    query: str
    by: str


class Views:
    """Those of one library; safe between threads and processes."""

    def __init__(self, library: Library) -> None:
        self._path = library.state / FILE_NAME

    def save(self, view: SavedView) -> None:
        """Keep a view in the place of any of that name; raises DeskError for one that cannot be kept."""
        name = " ".join(view.name.split())
        if not name or len(name) > LONGEST_NAME or len(view.query) > LONGEST_ADDRESS:
            raise DeskError(f"Donnez à cette vue un nom de {LONGEST_NAME} caractères au plus.")
        if len(self.all()) >= MOST:
            raise DeskError(f"Il y a déjà {MOST} vues. Retirez-en une.")
        with opened(self._path, TABLES) as database:
            database.execute("INSERT OR REPLACE INTO view VALUES (?, ?, ?)", (name, view.query, view.by))

    def remove(self, name: str) -> None:
        """Forget one; nothing when there is none of that name."""
        if self._path.exists():
            with opened(self._path, TABLES) as database:
                database.execute("DELETE FROM view WHERE name = ?", (name,))

    def all(self) -> list[SavedView]:
        """All of them, by name."""
        if not self._path.exists():
            return []
        with reading(self._path, TABLES) as database:
            rows = database.execute("SELECT name, query, by FROM view ORDER BY name").fetchall()
        return [SavedView(*row) for row in rows]
