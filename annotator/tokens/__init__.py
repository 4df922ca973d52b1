"""API tokens: the secrets with which a person's programs read or write one project."""
