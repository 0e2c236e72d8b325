"""What something was made of, as one hash: where it is the same, making it again would give the same bytes.

It covers the code, too: the package, `include` and the locked libraries. So whoever changes a statement, a template or
a library gets everything made again, and nobody has to count a version.
"""

import hashlib
import json
from functools import cache

from rkci import paths


def hash_of(*inputs: object) -> str:
    """SHA-256 over the code and the inputs, which are what JSON can hold, or dates."""
    text = json.dumps([code(), *inputs], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code() -> str:
    """SHA-256 over the package, what it reads of `include`, and the lock; read once in a process."""
    digest = hashlib.sha256()
    files = [*(paths.PLUGINS / "rkci").rglob("*.py"), *(file for file in paths.INCLUDE.rglob("*") if file.is_file())]
    for file in sorted([*files, paths.ROOT / "requirements.lock"]):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(paths.ROOT).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
