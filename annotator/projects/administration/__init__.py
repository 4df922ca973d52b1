"""The administrator's pages: everybody on the server, and all its projects."""
