"""How requests, fragments, errors and security headers travel."""
