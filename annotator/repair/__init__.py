"""Repair of sentences after import, taking labels and decisions along."""
