"""A signal that comes at any moment of a round ends the program, and none waits for itself."""

import subprocess
import sys

import pytest

#: Rounds without a pause, in which a signal comes every half millisecond: with a lock in the handler one of
#: the first thousand was enough.
ASKED = """
import signal
from fonds.stopping import Stopping

class Counted(Stopping):
    asked = 0
    def ask(self):
        Counted.asked += 1
        super().ask()
        self._asked = False

stop = Counted()
signal.signal(signal.SIGALRM, lambda *_: stop.ask())
signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
while Counted.asked < 3000:
    stop.wait(0)
signal.setitimer(signal.ITIMER_REAL, 0)
Stopping.ask(stop)
print(stop.wait(60))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no interval timers there")
def test_a_signal_at_any_moment_is_heard() -> None:
    program = ASKED.format(module="fonds.stopping", name="Stopping")
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout == "True\n"
