"""The OpenID Connect provider, by authlib: loaded only when one is configured.

Apart from these, the server makes no request to any other.
"""

import logging

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, request, session
from joserfc.errors import JoseError
from requests import RequestException

from annotator.accounts.openid.identity import Identity, NotVerified, Unreachable, identity

log = logging.getLogger("annotator")

TIMEOUT = 10
LEEWAY = 60
# Signed by a key that only the provider has: neither "none" nor a secret that we share.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")


class Provider:
    """Authorization code flow with PKCE, state and nonce; one attempt at a time in a browser."""

    def __init__(self, app: Flask, issuer: str, client_id: str, client_secret: str) -> None:
        self.issuer = issuer
        self._client_id = client_id
        self._client = OAuth(app).register(
            "openid",
            client_id=client_id,
            client_secret=client_secret,
            server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile",
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT,
            },
        )

    def address(self, come_back_to: str) -> str:
        """Where to send the browser; raises Unreachable when the provider does not answer."""
        self.forget()
        try:
            self._learn()
            started = self._client.create_authorization_url(come_back_to)
        except (RequestException, AuthlibBaseError, ValueError, RuntimeError) as error:
            raise self._unreachable(error) from error
        self._client.save_authorize_data(redirect_uri=come_back_to, **started)
        return str(started["url"])

    def identity(self) -> Identity:
        """Who came back, once the ID token is verified; raises NotVerified or Unreachable."""
        try:
            self._learn()
            token = self._client.authorize_access_token(
                claims_options={
                    "iss": {"essential": True, "values": [self.issuer]},
                    "aud": {"essential": True, "values": [self._client_id]},
                },
                leeway=LEEWAY,
            )
        except RequestException as error:
            raise self._unreachable(error) from error
        except (AuthlibBaseError, JoseError, ValueError, RuntimeError) as error:
            log.warning("OpenID sign-in refused: %s", type(error).__name__)
            raise NotVerified("The answer could not be verified.") from error
        finally:
            self.forget()
        if "userinfo" not in token:
            raise NotVerified("The answer holds no ID token.")
        return identity(self.issuer, token["userinfo"])

    @staticmethod
    def was_refused() -> bool:
        """Whether the provider, or the person there, said no."""
        return "error" in request.args

    @staticmethod
    def forget() -> None:
        """Drop what an earlier attempt left in the cookie: each can be answered once."""
        for key in [key for key in session if key.startswith("_state_openid_")]:
            session.pop(key)

    def _learn(self) -> None:
        """Ask the provider for its addresses, once, and hold it to its name and to safe keys."""
        metadata = self._client.load_server_metadata()
        if metadata.get("issuer") != self.issuer:
            metadata.pop("_loaded_at", None)
            raise ValueError("the provider calls itself something else than the configured issuer")
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = [
            name for name in ALGORITHMS if name in offered
        ]

    @staticmethod
    def _unreachable(error: Exception) -> Unreachable:
        log.warning("OpenID provider: %s", type(error).__name__)
        return Unreachable("The provider does not answer as it should.")
