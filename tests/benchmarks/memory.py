"""Whether a worker keeps growing: its memory after a few reports and after many."""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.benchmarks.files import make_everything, prepare
from tests.benchmarks.registry import Line, benchmark

FEW, MANY = 10, 60
TARGET_GROWTH = 1.05


@benchmark
def memory(_folder: Path) -> Iterator[Line]:
    """One worker process makes 60 different reports one after the other, with all files."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        few, many = process.submit(_megabytes).result()
    most = TARGET_GROWTH * few
    yield Line(f"resident after {MANY} reports", many, f"after {FEW}", few, "MB", most)


def _megabytes() -> tuple[float, float]:
    prepare()
    found = []
    for number in range(1, MANY + 1):
        make_everything(seed=number)
        if number in (FEW, MANY):
            found.append(_resident())
    few, many = found
    return few, many


def _resident() -> float:
    status = Path(f"/proc/{os.getpid()}/status").read_text()
    (kilobytes,) = re.findall(r"VmRSS:\s+(\d+)", status)
    return int(kilobytes) / 1000
