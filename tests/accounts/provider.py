"""An OpenID Connect provider on loopback: discovery, code flow with PKCE, signed tokens, user info.

oauthlib holds the protocol, so that a client which breaks it is refused here too. What a test sets in `say`
replaces claims of the next tokens, as a wrong or hostile provider would.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from oauthlib.openid import RequestValidator, Server

CLIENT, SECRET = "neu-guong", "bi-mat-cua-ung-dung"
LIFE = 300


class Provider(RequestValidator):  # type: ignore[misc]
    """Users, codes and keys of the provider; everybody who is sent there is `subject` and says yes."""

    def __init__(self, callback: str) -> None:
        self.callback, self.issuer = callback, ""
        self.subject: dict[str, Any] = {"sub": "u-1", "email": "cell@example.org", "email_verified": True}
        self.say: dict[str, Any] = {}
        self.discovery: dict[str, Any] = {}
        self.in_token = True
        self.key, self.stranger = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
        self.signs_with: Any = self.key
        self.algorithm = "RS256"
        self.codes: dict[str, dict[str, Any]] = {}
        self.tokens: set[str] = set()
        self.pkce: list[str] = []
        self.server = Server(self)

    def configuration(self) -> dict[str, Any]:
        """Return the discovery document."""
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        paths = {**names, "jwks_uri": "jwks"}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        found = {"issuer": self.issuer, **{name: f"{self.issuer}/{path}" for name, path in paths.items()}, **methods}
        return {**found, **self.discovery}

    def keys(self) -> dict[str, Any]:
        """Return the public keys."""
        key = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**key, "kid": "k-1", "alg": "RS256", "use": "sig"}]}

    # What oauthlib asks.

    def validate_client_id(self, client_id: str, request: Any, *args: Any, **kwargs: Any) -> bool:
        return client_id == CLIENT

    def validate_redirect_uri(self, client_id: str, redirect_uri: str, request: Any, *args: Any, **kwargs: Any) -> bool:
        return redirect_uri == self.callback

    def validate_response_type(self, client_id: str, response_type: str, *args: Any, **kwargs: Any) -> bool:
        return response_type == "code"

    def validate_scopes(self, client_id: str, scopes: list[str], *args: Any, **kwargs: Any) -> bool:
        return set(scopes) <= {"openid", "profile", "email"}

    def get_default_scopes(self, client_id: str, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        return ["openid"]

    def validate_user_match(self, id_token_hint: Any, scopes: Any, claims: Any, request: Any) -> bool:
        return True

    def is_pkce_required(self, client_id: str, request: Any) -> bool:
        return True

    def save_authorization_code(self, client_id: str, code: Any, request: Any, *args: Any, **kwargs: Any) -> None:
        kept = {"challenge": request.code_challenge, "method": request.code_challenge_method}
        self.codes[code["code"]] = {**kept, "nonce": request.nonce, "scopes": request.scopes}
        self.pkce.append(request.code_challenge_method)

    def client_authentication_required(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        return True

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        request.client = type("Client", (), {"client_id": CLIENT})
        return (request.client_id, request.client_secret) == (CLIENT, SECRET)

    def validate_code(self, client_id: str, code: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        request.scopes = self.codes.get(code, {}).get("scopes")
        return code in self.codes

    def confirm_redirect_uri(self, client_id: str, code: str, redirect_uri: str, *args: Any, **kwargs: Any) -> bool:
        return redirect_uri == self.callback

    def validate_grant_type(self, client_id: str, grant_type: str, *args: Any, **kwargs: Any) -> bool:
        return grant_type == "authorization_code"

    def get_code_challenge(self, code: str, request: Any) -> Any:
        return self.codes[code]["challenge"]

    def get_code_challenge_method(self, code: str, request: Any) -> Any:
        return self.codes[code]["method"]

    def get_authorization_code_scopes(self, client_id: str, code: str, redirect_uri: str, request: Any) -> Any:
        return self.codes[code]["scopes"]

    def get_authorization_code_nonce(self, client_id: str, code: str, redirect_uri: str, request: Any) -> Any:
        return self.codes[code]["nonce"]

    def invalidate_authorization_code(self, client_id: str, code: str, request: Any, *args: Any, **kwargs: Any) -> None:
        del self.codes[code]

    def save_bearer_token(self, token: Any, request: Any, *args: Any, **kwargs: Any) -> None:
        self.tokens.add(token["access_token"])

    def validate_bearer_token(self, token: str, scopes: list[str], request: Any) -> bool:
        return token in self.tokens

    def finalize_id_token(self, id_token: Any, token: Any, token_handler: Any, request: Any) -> str:
        """Sign the claims, with what the test makes the provider say instead."""
        told = self.subject if self.in_token else {"sub": self.subject["sub"]}
        claims = {**id_token, "iss": self.issuer, "exp": int(time.time()) + LIFE, **told, **self.say}
        signer: Any = None if self.algorithm == "none" else self.signs_with
        return jwt.encode(claims, signer, algorithm=self.algorithm, headers={"kid": "k-1"})

    def get_userinfo_claims(self, request: Any) -> dict[str, Any]:
        return {**self.subject, **self.say}


class _Handler(BaseHTTPRequestHandler):
    """HTTP around it."""

    provider: Provider

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        server, url = self.provider.server, f"{self.provider.issuer}{self.path}"
        if path == "/.well-known/openid-configuration":
            self._answer({}, json.dumps(self.provider.configuration()), 200)
        elif path == "/jwks":
            self._answer({}, json.dumps(self.provider.keys()), 200)
        elif path == "/moved":
            self._answer({"Location": f"{self.provider.issuer}/jwks"}, "", 302)
        elif path == "/authorize":
            scopes, credentials = server.validate_authorization_request(url)
            self._answer(*server.create_authorization_response(url, scopes=scopes, credentials=credentials))
        else:
            headers = {"Authorization": self.headers["Authorization"]}
            self._answer(*server.create_userinfo_response(url, headers=headers))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        url = f"{self.provider.issuer}{self.path}"
        self._answer(*self.provider.server.create_token_response(url, "POST", body, dict(self.headers)))

    def _answer(self, headers: dict[str, str], body: str | None, status: int) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_words: Any) -> None:
        """Say nothing; the tests do."""


@contextmanager
def provided(callback: str) -> Iterator[Provider]:
    """Give a provider that is being served."""
    provider = Provider(callback)
    handler = type("Handler", (_Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
