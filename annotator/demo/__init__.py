"""The demo project: invented articles, and people who label them differently."""
