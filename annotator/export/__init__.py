"""Views of the data, writers and readers of each format."""
