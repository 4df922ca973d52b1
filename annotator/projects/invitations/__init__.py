"""Links with which people join a project: for one role, once, for a time."""
