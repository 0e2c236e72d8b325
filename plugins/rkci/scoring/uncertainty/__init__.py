"""Uncertainty and sensitivity: how far the ranks depend on choices and errors, by Monte Carlo on matrices (NumPy).

Published scores come from SQL alone; here the same method is computed many times over, draw 0 being the published one
and equal to SQL. See docs/uncertainty.md.
"""
