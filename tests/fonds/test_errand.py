import subprocess
import sys
import time

from fonds import errand
from fonds.errand import Errand


def run(code):
    return subprocess.Popen([sys.executable, "-c", code])


def until(happened):
    end = time.monotonic() + 30
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
    assert happened()


def test_it_runs_when_wanted_never_twice_at_once_and_later_where_something_is_left(monkeypatch):
    monkeypatch.setattr(errand, "LOOK_S", 0.0)
    wanted, started = [False], []

    def start():
        started.append(run("import time; time.sleep(60)"))
        return started[-1]

    each = Errand(lambda: wanted[0], start)
    each.look()
    assert started == []
    wanted[0] = True
    each.look()
    each.look()
    assert len(started) == 1
    started[0].kill()
    until(lambda: started[0].poll() is not None)
    each.look()  # ended, and something is left: not at once again
    each.look()
    assert len(started) == 1


def test_one_that_runs_is_ended():
    each = Errand(lambda: True, lambda: run("import time; time.sleep(60)"))
    each.look()
    each.end()
    assert each._running.poll() is not None
