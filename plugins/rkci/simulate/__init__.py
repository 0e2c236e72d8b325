"""A simulated inbox for a demo cycle, seeded and labelled as simulated wherever it can be seen."""

from rkci.simulate.submissions import Summary, inbox

__all__ = ["Summary", "inbox"]
