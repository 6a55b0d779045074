"""Runs the benchmarks, all or those named, and prints what they found."""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import (  # noqa: F401  (they register)
    answering,
    dashboard,
    drawing,
    files,
    first_view,
    memory,
    scoring,
    workshop,
)
from tests.benchmarks.registry import BENCHMARKS


def main(names: list[str]) -> int:
    """Run benchmarks; return 2 for an unknown name."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.")
        return 2
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 4:
        print(f"The machine is busy (load {load:.1f} on {cores} cores): times come out too high.\n")
    for name in names or BENCHMARKS:
        run = BENCHMARKS[name]
        print(f"{name}: {(run.__doc__ or '').strip().splitlines()[0]}", flush=True)
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="crm-readiness-bench-") as folder:
            for line in run(Path(folder)):
                print(line, flush=True)
        print(f"  (took {time.monotonic() - began:.0f} s)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
