"""`/metrics`, `/healthz` and `/readyz` of one worker, from a thread that answers also while the event loop is busy."""

import socket
import threading
from collections.abc import Callable, Iterable
from socketserver import TCPServer, ThreadingMixIn
from typing import ClassVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import structlog
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from streams.errors import TrucewireError

log = structlog.get_logger(__name__)

TEXT = "text/plain; charset=utf-8"


class HealthError(TrucewireError):
    """The address for metrics cannot be listened on."""

    code: ClassVar[str] = "TW-HEALTH"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """As a TCP server binds: the HTTP server's own way asks the name service for this host's name, and may wait."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]
        self.setup_environ()


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Quiet(WSGIRequestHandler):
    """Scrapes are no news."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        log.debug("scraped", request=format % args)


class Health:
    """Answers on the given address from `start` to `close`. Raises HealthError where it cannot listen."""

    def __init__(
        self, *, host: str, port: int, registry: CollectorRegistry, alive: Callable[[], bool], ready: Callable[[], bool]
    ) -> None:
        self._registry = registry
        self._checks = {"/healthz": alive, "/readyz": ready}
        try:
            kind = _Server6 if ":" in host else _Server
            self._server = make_server(host, port, self._answer, server_class=kind, handler_class=_Quiet)
        except OSError as error:
            raise HealthError(
                f"cannot listen on {host}:{port}: {error}; set TRUCEWIRE_METRICS_PORT (0: any free one)"
            ) from error
        self.port: int = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)

    def start(self) -> None:
        """Begins to answer."""
        self._thread.start()

    def close(self) -> None:
        """Stops answering and frees the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return _reply(start, "405 Method Not Allowed", TEXT, b"GET it\n")
        if path == "/metrics":
            return _reply(start, "200 OK", CONTENT_TYPE_PLAIN_0_0_4, generate_latest(self._registry))
        if path in self._checks:
            good = self._checks[path]()
            return _reply(
                start, "200 OK" if good else "503 Service Unavailable", TEXT, b"yes\n" if good else b"not yet\n"
            )
        return _reply(start, "404 Not Found", TEXT, b"/metrics, /healthz or /readyz\n")


def _reply(start: StartResponse, status: str, kind: str, body: bytes) -> Iterable[bytes]:
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]
