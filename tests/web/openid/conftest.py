"""A small OpenID Connect provider on loopback, with its own key, that can also misbehave."""

import base64
import hashlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from pydantic import SecretStr
from werkzeug.serving import make_server

from annotator.app import create_app
from annotator.config import Settings

CLIENT, SECRET = "annotator", "a secret of the two"


@dataclass
class Provider:
    """What the provider says; a test changes `claims`, `key` or `header` to make it lie."""

    issuer: str = ""
    subject: str = "subject-1"
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "k"})
    key: Any = None
    metadata: dict[str, Any] = field(default_factory=dict)
    down: bool = False
    with_id_token: bool = True
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.published = self.key

    def sign_in(self, address: str) -> str:
        """Do what a browser does there: return the path with which it comes back."""
        sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = sent
        return f"/sign-in/openid/return?code={code}&state={sent['state']}"

    def id_token(self, sent: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": sent["nonce"],
            "name": "Ana of the Faculty",
            "preferred_username": "ana",
        }
        return jwt.encode(self.header, claims | self.claims, self.key, [self.header["alg"]])


@pytest.fixture(scope="session")
def rsa_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "k"})


@pytest.fixture
def provider(rsa_key: RSAKey) -> Iterator[Provider]:
    found = Provider(key=rsa_key)
    server = make_server("127.0.0.1", 0, _app(found), threaded=True)
    found.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def app(settings: Settings, provider: Provider) -> Iterator[Flask]:
    """The application with sign-in by that provider."""
    found = create_app(
        Settings(
            data=settings.data,
            openid_issuer=provider.issuer,
            openid_client_id=CLIENT,
            openid_client_secret=SecretStr(SECRET),
            openid_name="Faculty",
        )
    )
    found.config["WTF_CSRF_ENABLED"] = False
    yield found
    found.extensions["annotator.database"].close()


@pytest.fixture
def shared_secret() -> OctKey:
    return OctKey.import_key(SECRET)


def _app(provider: Provider) -> Flask:
    app = Flask("provider")

    @app.before_request
    def count() -> ResponseReturnValue | None:
        provider.asked.append(request.path)
        return ("down", 503) if provider.down else None

    @app.get("/.well-known/openid-configuration")
    def metadata() -> ResponseReturnValue:
        return jsonify(
            {
                "issuer": provider.issuer,
                "authorization_endpoint": f"{provider.issuer}/authorize",
                "token_endpoint": f"{provider.issuer}/token",
                "jwks_uri": f"{provider.issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            }
            | provider.metadata
        )

    @app.get("/keys")
    def keys() -> ResponseReturnValue:
        return jsonify({"keys": [provider.published.as_dict(private=False)]})

    @app.post("/token")
    def token() -> ResponseReturnValue:
        sent = provider.codes.pop(request.form["code"], None)
        if sent is None or not _is_ours(sent):
            return jsonify({"error": "invalid_grant"}), 400
        answer = {"access_token": "for nothing", "token_type": "Bearer", "expires_in": 60}
        if provider.with_id_token:
            answer["id_token"] = provider.id_token(sent)
        return jsonify(answer)

    return app


def _is_ours(sent: dict[str, str]) -> bool:
    """Whether who asks for the token is the client that sent the browser, by secret and PKCE."""
    login = request.authorization
    verifier = request.form.get("code_verifier", "").encode()
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode()
    return (
        login is not None
        and (login.username, login.password) == (CLIENT, SECRET)
        and sent["code_challenge"] == digest.rstrip("=")
        and sent["redirect_uri"] == request.form["redirect_uri"]
    )
