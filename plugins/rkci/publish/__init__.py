"""Releases: built beside the current one, checked, approved, switched in one transaction, rendered out."""
