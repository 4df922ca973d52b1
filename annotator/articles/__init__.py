"""Articles: import, extraction, zones and sentence splitting."""
