"""The citizen survey, from its exports to estimates with standard errors; and estimates from any survey."""
