"""A stand-in for a provider's sign-in (OAuth 2.0): it gives out access tokens, and tells a mail server whose they are."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit


@dataclass
class TokenServer:
    """On a free loopback port as long as the `with` block lasts. `asked` are the forms that came; `answers`, if there are
    any, are given first: (status, body) pairs. `valid` are the tokens that hold, with their user."""

    user: str
    refresh_token: str
    life: float = 3600.0
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    valid: dict[str, str] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.say(*desk.answer({key: values[0] for key, values in form.items()}))

            def do_GET(self) -> None:
                """A mail server asks about a token."""
                token = parse_qs(urlsplit(self.path).query).get("access_token", [""])[0]
                user = desk.valid.get(token)
                self.say(200 if user else 400, json.dumps({"user": user} if user else {"error": "invalid_token"}).encode())

            def say(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, form: dict[str, str]) -> tuple[int, bytes]:
        self.asked.append(form)
        if self.answers:
            return self.answers.pop(0)
        if form.get("refresh_token") != self.refresh_token or form.get("grant_type") != "refresh_token":
            return 400, b'{"error": "invalid_grant", "error_description": "Token has been expired or revoked."}'
        token = f"access-token-{len(self.given) + 1}-of-{self.user}"
        self.given.append(token)
        self.valid[token] = self.user
        return 200, json.dumps({"access_token": token, "expires_in": self.life, "token_type": "Bearer"}).encode()
