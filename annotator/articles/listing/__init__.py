"""What the list of articles can be asked for."""
