"""The provider of a library on the loopback network, for those who harvest it."""

from dataclasses import replace
from threading import Thread

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from exchange.oai.provider import answer
from tests.exchange.oai.repositories import repository


class Site:
    """Answers with pages of two, or so many; may fail by a `status`, or let a writer work between answers."""

    def __init__(self, library, size=2, between=lambda: None):
        self.library, self.size, self.between = library, size, between
        self.failing, self.status, self.deletions = False, 503, b"persistent"
        self.requests = []
        self._server = make_server("127.0.0.1", 0, self)
        self.url = f"http://127.0.0.1:{self._server.port}/oai"
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()

    @Request.application
    def __call__(self, request):
        self.requests.append(request.args.to_dict())
        if "resumptionToken" in request.args:
            if self.failing:
                return Response("busy", self.status)
            self.between()
        shelf = replace(repository(self.library, self.size), root=self.url.removesuffix("/oai"))
        content = answer(shelf, list(request.args.items(multi=True)))
        return Response(content.replace(b"persistent", self.deletions), mimetype="text/xml")

    def close(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
