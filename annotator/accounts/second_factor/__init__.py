"""A second step at sign-in: codes of an authenticator app, and recovery codes for its loss."""
