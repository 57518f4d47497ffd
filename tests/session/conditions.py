"""What several tests of saved games need: a disk that takes no more, and a comparison to the last bit."""

import dataclasses
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import numpy as np
import pytest

NOBODY = 65534


@contextmanager
def no_file_longer_than(length: int) -> Iterator[None]:
    """The system itself refuses to let a file grow, as it does on a full disk."""
    resource = pytest.importorskip("resource", reason="this system sets no limit on the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def nobody_special() -> Iterator[None]:
    """The superuser, who may write anywhere, put off that cloak for a while; others are who they are."""
    if os.name == "nt":
        pytest.skip("folders are not closed by their mode on this system")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def same(one: object, other: object) -> bool:
    """Whether two worlds, or parts of them, are the same to the last bit."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and one.tobytes() == other.tobytes()
    if dataclasses.is_dataclass(one) and type(one) is type(other):
        return all(same(getattr(one, part.name), getattr(other, part.name)) for part in dataclasses.fields(one))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return repr(sorted(one.items())) == repr(sorted(other.items()))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(*pair) for pair in zip(one, other, strict=True))
    return one == other
