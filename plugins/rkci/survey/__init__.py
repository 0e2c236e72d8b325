"""The citizen survey: what citizens say of their city, with honest errors."""
