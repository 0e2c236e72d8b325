"""Scoring: runs of the SQL files under include/sql/scoring, one table per step of the method."""
