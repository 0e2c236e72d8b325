"""Validation: suites of rules, run by Great Expectations on PostgreSQL, with every failing row kept."""
