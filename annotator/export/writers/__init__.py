"""One pure module for each format that is written."""
