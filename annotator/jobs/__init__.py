"""Work that outlasts a request: its state, its progress and its end."""
