"""For Celery workers, which import this before they fork: `{"include": ["rkci.orchestration.preloaded"]}`."""

from rkci.orchestration.preload import preload

preload()
