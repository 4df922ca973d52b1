"""Each role's home: the next step, progress and counts."""
