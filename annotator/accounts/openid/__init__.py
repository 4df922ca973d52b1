"""Sign-in by OpenID Connect: which person an identity at another server is linked to."""

# Under this name the application keeps the provider, if one is configured.
EXTENSION = "annotator.openid"
