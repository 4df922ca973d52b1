"""One annotator's spans with their history, and who works on what."""
