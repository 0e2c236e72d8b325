"""The largest memory of a process, told by itself at its end."""

import os
import resource
from pathlib import Path


def environment() -> dict[str, str]:
    """For a process that is to find this module."""
    known = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, known))}


def largest() -> float:
    """MiB of resident memory at most, since this program began.

    Not getrusage where it can be helped: on Linux it tells no less than what the process had that started this one.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024
