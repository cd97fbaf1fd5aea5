"""The server against visitors who are slow, silent, too many, or send too much: bytes on real sockets."""

import os
import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest

from search_app.serving import server as serving
from search_app.serving.board import shared_board
from search_app.serving.bounds import Bounds
from search_app.serving.server import Server
from search_app.serving.visitors import Visitors

ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LIMIT = 1000


def hello(environ, start):
    environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", "5")])
    return [b"hello"]


@contextmanager
def served(app=hello, listening=None, visitors=None, **bounds):
    listening = listening or socket.create_server(("127.0.0.1", 0))
    server = Server(app, listening, Bounds(**bounds), lambda method, path, headers: LIMIT, visitors=visitors)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(timeout=30)
        assert not thread.is_alive()


@contextmanager
def connected(server, first=b""):
    with socket.create_connection(("127.0.0.1", int(server.effective_port)), timeout=20) as sock:
        sock.sendall(first)
        yield sock


def answer(server, asked=ASK):
    with connected(server, asked) as sock:
        return sock.recv(4096)


def whole(sock):
    """Whether the answer of an application that says hello comes to its end."""
    found = b""
    while not found.endswith(b"hello") and (got := sock.recv(4096)):
        found += got
    return found.endswith(b"hello")


def told(sock):
    """All that comes until the connection is closed."""
    found = b""
    try:
        while got := sock.recv(4096):
            found += got
    except ConnectionResetError:
        pass
    return found


def until(happened):
    for _ in range(400):
        if happened():
            return
        time.sleep(0.05)
    pytest.fail("did not happen")


def test_half_sent_and_silent_requests_are_let_go_and_others_are_answered_meanwhile():
    half = b"GET / HTTP/1.1\r\nX-a: b\r\n"
    with served(headers_s=1) as server, connected(server) as silent, connected(server, half) as slow:
        until(lambda: len(server.active_channels) == 2)
        assert answer(server).startswith(b"HTTP/1.1 200")
        assert (told(silent), told(slow)) == (b"", b"")


def test_a_header_line_now_and_then_does_not_keep_a_connection():
    def insist(slow):
        for _ in range(200):
            slow.sendall(b"X-b: c\r\n")
            time.sleep(0.1)

    begun = b"GET / HTTP/1.1\r\n"
    with served(headers_s=1) as server, connected(server, begun) as slow, pytest.raises(OSError):
        insist(slow)


def test_a_body_that_trickles_is_let_go():
    asked = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n"
    with served(headers_s=0.2, body_s=0.5) as server, connected(server, asked) as slow:
        assert told(slow) == b""


def test_a_full_house_makes_room_by_closing_who_has_been_idle_longest():
    with served(connections=3) as server, connected(server, ASK) as first:
        assert whole(first)
        # What was answered counts as idle once the server has noted that it was sent.
        until(lambda: all(channel.idle for channel in server.active_channels.values()))
        with connected(server) as second, connected(server) as third:
            until(lambda: len(server.active_channels) == 3)
            assert answer(server).startswith(b"HTTP/1.1 200")
            assert told(first) == b""
            for each in (second, third):
                each.sendall(ASK)
                assert whole(each)


def test_one_address_has_its_share_and_is_told_when_it_is_used(monkeypatch):
    monkeypatch.setattr("search_app.serving.server._counted", lambda address: True)
    with served(per_address=2) as server, connected(server), connected(server):
        until(lambda: len(server.active_channels) == 2)
        assert answer(server).startswith(b"HTTP/1.1 503")
        server._exempt = lambda address: True
        assert answer(server).startswith(b"HTTP/1.1 200")


def test_when_all_hands_are_busy_the_next_is_told_at_once_to_come_back():
    begun, go = threading.Event(), threading.Event()

    def slow(environ, start):
        begun.set()
        go.wait(20)
        return hello(environ, start)

    with served(slow, threads=1, waiting=1) as server, connected(server, ASK) as first:
        until(begun.is_set)
        with connected(server, ASK) as second:
            until(lambda: len(server.task_dispatcher.queue) == 1)
            busy = answer(server)
            go.set()
            assert b"503" in busy.splitlines()[0] and b"\r\nRetry-After: 5\r\n" in busy
            assert whole(first) and whole(second)
    assert server.turned_away == 1


def test_who_has_waited_too_long_is_told_so_instead_of_being_worked_on():
    seen = []

    def slow(environ, start):
        seen.append(environ["PATH_INFO"])
        time.sleep(0.5)
        return hello(environ, start)

    with served(slow, threads=1, patience_s=0.1) as server, connected(server, ASK) as first:
        until(lambda: seen)
        assert answer(server).startswith(b"HTTP/1.1 503")
        assert whole(first)
    assert seen == ["/"]


@pytest.mark.parametrize(
    "headers", [f"Content-Length: {300 << 20}", "Transfer-Encoding: chunked", "Content-Length: 1001"]
)
def test_a_body_larger_than_the_route_takes_is_refused_before_it_is_read(headers):
    asked = f"POST /recherche HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n{headers}\r\n\r\n".encode()
    with served() as server, connected(server, asked) as sock:
        if "chunked" in headers:
            sock.sendall(b"800\r\n" + b"x" * 0x800 + b"\r\n")
            assert told(sock).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n").startswith(b"HTTP/1.1 413")
        else:
            assert told(sock).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "asked",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (40 << 10) + b"\r\n\r\n",
        b"GET http://[x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\nabcd",
    ],
)
def test_what_http_forbids_is_refused(asked):
    with served() as server, connected(server, asked) as sock:
        assert told(sock)[9:10] == b"4"


def test_a_request_at_the_heels_of_another_makes_nobody_wait_too_long():
    with served() as server, connected(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /") as sock:
        assert whole(sock)
        sock.sendall(b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert whole(sock)


def test_a_body_within_the_limit_is_taken():
    with served() as server:
        asked = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000
        assert answer(server, asked).startswith(b"HTTP/1.1 200")


def test_a_stop_lets_those_being_served_have_their_answer():
    begun = threading.Event()

    def slow(environ, start):
        begun.set()
        time.sleep(0.5)
        return hello(environ, start)

    with served(slow) as server, connected(server, ASK) as sock, connected(server) as idle:
        assert begun.wait(20)
        server.stop()
        assert told(sock).endswith(b"hello")
        assert told(idle) == b""
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", int(server.effective_port)), timeout=1)


def test_who_wakes_an_ended_server_writes_into_no_descriptor_that_has_another_owner_now():
    with served() as server:
        assert answer(server).startswith(b"HTTP/1.1 200")
    read, write = os.pipe()
    server.stop()
    server.pull_trigger()
    os.set_blocking(read, False)
    with pytest.raises(BlockingIOError):
        os.read(read, 1)
    os.close(read)
    os.close(write)


def test_connections_spread_evenly_over_processes_that_share_a_socket(tmp_path, monkeypatch):
    """Eight clients who kept their connection could all stand at one of two processes."""
    monkeypatch.setattr(serving, "LEFT_S", 0.2)
    board, listening = shared_board(3, tmp_path), socket.create_server(("127.0.0.1", 0))
    with ExitStack() as open_:
        open_.callback(board.close)
        one, other = (
            open_.enter_context(served(listening=each, visitors=Visitors(board, column)))
            for column, each in enumerate((listening.dup(), listening))
        )
        for _ in range(8):
            assert open_.enter_context(connected(one, ASK)).recv(4096)
        assert min(len(one.active_channels), len(other.active_channels)) >= 3


def test_a_connection_left_to_a_process_that_takes_none_is_taken_in(tmp_path):
    board = shared_board(3, tmp_path)
    Visitors(board, 1).take_in(taking=True)
    try:
        with served(visitors=Visitors(board, 0)) as server, connected(server, ASK) as first:
            assert whole(first)
            assert answer(server).startswith(b"HTTP/1.1 200")
    finally:
        board.close()


def test_a_connection_is_taken_in_by_a_process_that_comes_late_to_look(tmp_path, monkeypatch):
    """One that turned slower than twice the time left it anew each time, to a sister that was stopped."""
    monkeypatch.setattr(serving, "LEFT_S", 1e-7)
    board = shared_board(3, tmp_path)
    Visitors(board, 1).take_in(taking=True)
    try:
        with served(visitors=Visitors(board, 0)) as server, connected(server, ASK) as first:
            assert whole(first)
            with connected(server, ASK) as second:
                second.settimeout(3)
                assert whole(second)
    finally:
        board.close()
