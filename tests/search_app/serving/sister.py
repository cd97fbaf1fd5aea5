"""One serving process, whose application says which it is: `python sister.py SOCKET BOARD COLUMN`.

It counts connections of this machine as any other's: no other machine is at hand.
"""

import os
import socket
import sys

from search_app.serving import server
from search_app.serving.board import opened_board
from search_app.serving.bounds import Bounds
from search_app.serving.visitors import Visitors


def hello(environ, start):
    told = str(os.getpid()).encode()
    start("200 OK", [("Content-Length", str(len(told)))])
    return [told]


server._counted = lambda address: True
listening, board, column = (int(each) for each in sys.argv[1:4])
server.Server(
    hello,
    socket.socket(fileno=listening),
    Bounds(per_address=6),
    lambda method, path, headers: 0,
    visitors=Visitors(opened_board(board), column),
).run()
