"""The label scheme and the guidelines, versioned."""
