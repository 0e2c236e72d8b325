"""Desk assessment: the level that assessors give to a maturity answer, and how far they agree."""
