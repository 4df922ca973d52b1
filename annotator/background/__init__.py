"""What annotators choose to say of themselves: theirs alone, shown to others in groups only."""
