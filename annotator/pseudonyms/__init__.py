"""Whether a project's leads read names beside pseudonyms."""
