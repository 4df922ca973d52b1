"""One pure module for each format that is read back."""
