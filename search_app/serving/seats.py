"""Seats: which serving process writes in which column of the board.

A process that ends, however that comes, leaves its column to the next one, without the connections it held.
"""

import subprocess
from pathlib import Path

from search_app.serving.board import shared_board

#: Columns for each process: its own, and those of two that leave while they still answer.
GENERATIONS = 3


class Seats:
    """The columns of a new board; of use to who starts the processes."""

    def __init__(self, processes: int, folder: Path) -> None:
        """`folder` is theirs alone; the board may be a file there."""
        self._board = shared_board(processes * GENERATIONS, folder)
        #: What a process needs to open the board.
        self.told = self._board.told
        self._taken: list[tuple[int, subprocess.Popen[bytes]]] = []

    def free(self) -> int:
        """A column in which nobody writes.

        Were all taken, two would write in the oldest's: each then counts for less, until one has ended.
        """
        self.look()
        taken = [column for column, _process in self._taken]
        return next((each for each in range(len(self._board.columns)) if each not in taken), *taken[:1])

    def take(self, column: int, process: "subprocess.Popen[bytes]") -> None:
        """Note who writes in a column."""
        self._taken.append((column, process))

    def look(self) -> None:
        """Free the columns of those who have ended."""
        ended = [each for each in self._taken if each[1].poll() is not None]
        for column, _process in ended:
            self._board.columns[column].close_connections()
        self._taken = [each for each in self._taken if each not in ended]

    def close(self) -> None:
        """Let go of the board."""
        self._board.close()
