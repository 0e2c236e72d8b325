"""The life of a cycle and of the stack that runs it."""
