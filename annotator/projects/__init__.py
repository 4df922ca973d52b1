"""A study: participants, roles and settings."""
