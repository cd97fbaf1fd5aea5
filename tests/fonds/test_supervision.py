import subprocess
import sys
import time

from fonds import supervision
from fonds.supervision import Program, Supervised, how_ended


def run(code):
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)


def test_what_ends_is_started_again_later_each_time(monkeypatch):
    monkeypatch.setattr(supervision, "FIRST_PAUSE_S", 0.05)
    ends = []
    each = Supervised(lambda: run("raise SystemExit(3)"), lambda how, pause: ends.append((how, pause)))
    until = time.monotonic() + 30
    while len(ends) < 3 and time.monotonic() < until:
        each.look()
        time.sleep(0.02)
    assert ends == [("fini avec le code 3", pause) for pause in (0.05, 0.1, 0.2)]
    each.ask_to_end()


def test_one_that_is_killed_is_replaced_and_one_asked_to_end_ends():
    each = Supervised(lambda: run("import sys; sys.stdin.read()"))
    first = each.process
    first.kill()
    first.wait()
    each.look()
    time.sleep(supervision.FIRST_PAUSE_S + 0.1)
    each.look()
    assert each.process is not first
    each.ask_to_end()
    each.wait(time.monotonic() + 30)
    assert each.process.returncode == 0
    assert how_ended(-9) == "arrêté par le signal 9"
    first.stdin.close()


def test_one_that_is_replaced_ends_when_it_likes_and_another_runs_meanwhile():
    each = Supervised(lambda: run("import sys; sys.stdin.read()"))
    first = each.process
    each.replace()
    assert each.process is not first
    first.wait(timeout=30)
    each.look()
    assert each.process.poll() is None
    each.ask_to_end()
    each.wait(time.monotonic() + 30)


def test_a_new_version_is_told_once_all_of_it_is_there(tmp_path):
    (tmp_path / "a.py").write_text("1")
    program = Program([tmp_path])
    assert not program.changed()
    (tmp_path / "a.py").write_text("22")
    assert not program.changed()  # more may be coming
    (tmp_path / "b.py").write_text("3")
    assert not program.changed()
    assert program.changed()
    assert not program.changed()
