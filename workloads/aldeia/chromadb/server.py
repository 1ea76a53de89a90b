"""
Chroma's server behind a bearer token: `python server.py`.

Chroma 1.x asks nobody who they are. The server from PyPI therefore listens on this container's own address alone, and what comes
from outside reaches it only with the token in CHROMA_SERVER_AUTH_CREDENTIALS. Its heartbeat answers everybody: it says that the
server lives, and nothing of what it holds.
"""

import hmac
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType

HEARTBEAT = "/api/v2/heartbeat"
TOKEN_VARIABLE = "CHROMA_SERVER_AUTH_CREDENTIALS"
LARGEST_BODY_BYTES = 64 * 1024 * 1024
START_SECONDS = 60
HOP_BY_HOP = {"authorization", "connection", "content-length", "host", "keep-alive", "transfer-encoding", "upgrade"}
# What the program `chroma` of the package calls; the rest of the package are clients, which nothing here needs.
CHROMA = "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma', 'run', *sys.argv[1:]])"


class TokenHandler(BaseHTTPRequestHandler):
    """Hands on what bears the token, and refuses the rest."""

    protocol_version = "HTTP/1.1"
    server_version = "chromadb"
    sys_version = ""
    timeout = 75
    expected = b""
    inner_port = 0

    def answer(self) -> None:
        body = self._body()
        if body is None:
            return
        if not self._may_pass():
            self._send(401, b'{"error":"a bearer token is needed"}', {"WWW-Authenticate": "Bearer"})
            return
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        connection = http.client.HTTPConnection("127.0.0.1", self.inner_port, timeout=60)
        try:
            connection.request(self.command, self.path, body, headers)
            response = connection.getresponse()
            content = response.read()
        except OSError:
            self._send(502, b'{"error":"the database does not answer"}')
            return
        finally:
            connection.close()
        kept = {name: value for name, value in response.getheaders() if name.lower() not in HOP_BY_HOP}
        self._send(response.status, content, kept)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def _may_pass(self) -> bool:
        if (self.command, self.path) == ("GET", HEARTBEAT):
            return True
        given = self.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, b"Bearer " + self.expected)

    def _body(self) -> bytes | None:
        """Reads it whole, also of what is refused: the connection goes on."""
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal():
            self.close_connection = True
            self._send(411, b'{"error":"a length is needed"}')
            return None
        if int(length) > LARGEST_BODY_BYTES:
            self.close_connection = True
            self._send(413, b'{"error":"too large"}')
            return None
        return self.rfile.read(int(length))

    def _send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            if name.lower() not in {"date", "server"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Only what went wrong is worth a line."""
        if int(code) >= 400:
            super().log_request(code, size)


def start_chroma(inner_port: int, data_path: str) -> subprocess.Popen[bytes]:
    # The token is not the database's to know.
    environment = {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}
    options = ["--host", "127.0.0.1", "--port", str(inner_port), "--path", data_path]
    chroma = subprocess.Popen([sys.executable, "-c", CHROMA, *options], env=environment)
    last = time.monotonic() + START_SECONDS
    while not answers(inner_port):
        if chroma.poll() is not None or time.monotonic() > last:
            chroma.kill()
            sys.exit("the database did not start; its lines above say why")
        time.sleep(0.1)
    return chroma


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", HEARTBEAT)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def main() -> None:
    token = os.environ.get(TOKEN_VARIABLE, "")
    if len(token) < 16:
        sys.exit(f"{TOKEN_VARIABLE} is not set, or has less than 16 characters; store a token in the secret")
    port = int(os.environ.get("PORT", "8000"))
    TokenHandler.expected = token.encode()
    TokenHandler.inner_port = port + 1
    chroma = start_chroma(port + 1, os.environ.get("CHROMA_DATA_PATH", "/data"))
    server = ThreadingHTTPServer((os.environ.get("BIND_ADDRESS", ""), port), TokenHandler)
    server.daemon_threads = True
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()
        chroma.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"listening on {port}", flush=True)
    code = chroma.wait()
    server.shutdown()
    # Whoever runs this starts it anew, unless it was to end.
    sys.exit(0 if stopped.is_set() else code or 1)


if __name__ == "__main__":
    main()
