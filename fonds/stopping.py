"""Stopping: whether somebody asked a program to end, as a signal tells it."""

import signal
import time

#: By which a program is asked to end; SIGBREAK on Windows alone.
SIGNALS = ("SIGTERM", "SIGINT", "SIGBREAK")


class Stopping:
    """Set by a signal, looked at between two rounds.

    A handler interrupts the very thread that waits, anywhere. So it takes no lock: `threading.Event.set`
    takes the one that `wait` holds for a moment each round, and a signal that came then waited for itself.
    """

    def __init__(self) -> None:
        self._asked = False

    def on_signals(self) -> None:
        """Be asked by the signals of the system."""
        for name in SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: self.ask())

    def ask(self) -> None:
        """End at the next look; may be called from anywhere, and again."""
        self._asked = True

    def wait(self, seconds: float) -> bool:
        """Let some time pass; whether to end now."""
        if not self._asked:
            time.sleep(seconds)
        return self._asked
