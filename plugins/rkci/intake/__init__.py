"""Intake of submissions: the workbook that a city gets, its reading, and the inbox that it comes back by."""
