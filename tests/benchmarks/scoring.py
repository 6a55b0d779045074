"""What scoring costs, beside the least that numpy can do with the same answers."""

import inspect
import os
import random
import statistics
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import wraps
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import TypeVar
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from scoring import Answers, Scorecard, ScoreOptions, score, scorer
from scoring.framework import DONT_KNOW, DontKnow, Framework, ItemType, load
from scoring.parts import judgement
from tests.benchmarks.answering import FRAMEWORK, SENTENCE
from tests.benchmarks.registry import Line, benchmark

SEED = 7
LEVELS_CHOSEN = (1, 2, 2, 3, 3, 3, 4, 4, 5)
STAGE = 3  # a contract is signed
AUDIT = {"bad": 18, "checked": 150, "months": 4}
OPTIONS = ScoreOptions(
    seed=SEED, records=48_000, problems={"late answers": 40, "lost records": 25, "no overview": 12}
)

BALLOTS = 500
HEADCOUNT = 150  # per group, of which 125 answer: a quorum
DONT_KNOW_SHARE = 0.05
RUNS = 60
THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
PARTS_SHOWN = 12
TARGET_MS = 150.0
TARGET_FLOORS = 40.0

ANSWERS = (1_000_000, 6_000_000)
POOL = 300  # different ballots per group; they repeat, so that building them does not dominate
MILLIONS_RUNS = 5
TARGET_GROWTH = 7.0  # for six times the answers
TARGET_MILLIONS_FLOORS = 4.0
TARGET_MATRICES = 3.0

Matrix = NDArray[np.float64]
Ballot = tuple[str, Mapping[str, object]]
Work = Callable[[], object]
Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True, eq=False)
class GroupCells:
    """The rows of a group in a matrix of people and items, and the columns it was asked."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class MillionsCost:
    """Milliseconds of ours, of which reading, and of the floor."""

    ours: float
    reading: float
    floor: float


@dataclass(frozen=True, slots=True)
class MillionsMemory:
    """Megabytes at the peak, and of the float64 matrix of the same answers."""

    peak: float
    matrix: float


@benchmark
def scorecard(folder: Path) -> Iterator[Line]:
    """The scorecard of 500 ballots: everything on, 2,000 draws behind the verdict."""
    yield from _in_own_process(_scorecard_lines, BALLOTS)


@benchmark
def millions(folder: Path) -> Iterator[Line]:
    """One and six million answers, all of them levels, from ballots to a scorecard."""
    costs = {}
    for size in ANSWERS:
        cost = costs[size] = _in_own_process(_millions_cost, size)
        what = f"{size:,} answers, from ballots to a scorecard"
        yield Line(
            what,
            cost.ours,
            "matrix and group means",
            cost.floor,
            target=TARGET_MILLIONS_FLOORS * cost.floor,
        )
        yield Line("of it: reading the ballots", cost.reading, "matrix and group means", cost.floor)
    smaller, larger = (costs[size].ours for size in ANSWERS)
    times = ANSWERS[1] // ANSWERS[0]
    yield Line(
        f"{times} times the answers", larger, "1 million", smaller, target=TARGET_GROWTH * smaller
    )
    memory = _in_own_process(_millions_memory, ANSWERS[1])
    yield Line(
        f"{ANSWERS[1]:,} answers, peak memory without the ballots",
        memory.peak,
        "float64 matrix",
        memory.matrix,
        unit="MB",
        target=TARGET_MATRICES * memory.matrix,
    )


def _scorecard_lines(size: int) -> list[Line]:
    framework = load(FRAMEWORK)
    chance = random.Random(SEED)
    people = [framework.groups[n % len(framework.groups)].code for n in range(size)]
    ballots = [(group, _answers(framework, group, chance, DONT_KNOW_SHARE)) for group in people]
    answers = Answers.from_ballots(framework, ballots)
    values, cells = answers.values, _cells(framework, people)
    ours, floor, product, reading = _best_ms(
        lambda: _score(framework, answers, HEADCOUNT),
        lambda: _group_means(values, cells),
        _as_product(answers),
        lambda: Answers.from_ballots(framework, ballots),
        runs=RUNS,
    )
    what, baseline = f"{size} ballots to a scorecard", "group means"
    most = f"the same, at most {TARGET_FLOORS:.0f} times the group means"
    return [
        Line(what, ours, baseline, floor, target=TARGET_MS),
        Line(most, ours, baseline, floor, target=TARGET_FLOORS * floor),
        Line("the same beside a leaner floor", ours, "one matrix product", product),
        Line("not in it: reading the ballots", reading, baseline, floor),
        *(
            Line(f"of it: {part}", spent, baseline, floor)
            for part, spent in _where_the_time_goes(lambda: _score(framework, answers, HEADCOUNT))
        ),
    ]


def _answers(
    framework: Framework, group: str, chance: random.Random, dont_know_share: float
) -> dict[str, object]:
    """Return what one person of a group answers."""
    answers: dict[str, object] = {}
    for item in framework.items_for(group):
        if item.is_text:
            answers[item.code] = SENTENCE
        elif item.dont_know is not DontKnow.NONE and chance.random() < dont_know_share:
            answers[item.code] = DONT_KNOW
        else:
            answers[item.code] = chance.choice(LEVELS_CHOSEN)
    return answers


def _facts(framework: Framework) -> dict[str, object]:
    """Return all facts: half of what can be proven, the middle of what is counted."""
    facts: dict[str, object] = {}
    for item in framework.facts:
        if item.parts:
            facts[item.code] = AUDIT
        elif item.type is ItemType.CHOICE:
            facts[item.code] = STAGE
        elif item.elements:
            facts[item.code] = len(item.elements) // 2
        else:
            facts[item.code] = statistics.mean(item.limits)
    return facts


def _score(framework: Framework, answers: Answers, headcount: int) -> Scorecard:
    headcounts = {group.code: headcount for group in framework.groups}
    return score(framework, answers, _facts(framework), headcounts, OPTIONS)


def _cells(framework: Framework, people: Sequence[str]) -> list[GroupCells]:
    perceptions = [item for item in framework.respondent_items if item.is_perception]
    groups = np.array(people)
    return [
        GroupCells(
            rows=np.flatnonzero(groups == group.code),
            columns=np.flatnonzero([group.code in item.groups for item in perceptions]),
        )
        for group in framework.groups
    ]


def _group_means(values: Matrix, cells: Sequence[GroupCells]) -> list[Matrix]:
    return [np.nanmean(values[np.ix_(part.rows, part.columns)], axis=0) for part in cells]


def _as_product(answers: Answers) -> Work:
    """Return group means as one matrix product of what is laid out beforehand."""
    member = (answers.group == np.arange(len(answers.groups))[:, np.newaxis]).astype(np.float64)
    laid_out = np.hstack([answers.levels, answers.levels > 0]).astype(np.float64)

    def product() -> Matrix:
        return member @ laid_out

    return product


def _best_ms(*works: Work, runs: int) -> list[float]:
    """Return the best time of each, taken in turns so that all meet the same machine."""
    best = [float("inf")] * len(works)
    for _run in range(runs):
        for place, work in enumerate(works):
            began = time.perf_counter()
            work()
            best[place] = min(best[place], (time.perf_counter() - began) * 1000)
    return best


def _where_the_time_goes(work: Work) -> list[tuple[str, float]]:
    """Return the best milliseconds of each thing that scoring calls, the largest first."""
    spent: defaultdict[str, float] = defaultdict(float)
    runs: list[dict[str, float]] = []
    kept = [(module, name, part) for module in (scorer, judgement) for name, part in _parts(module)]
    try:
        for module, name, part in kept:
            setattr(module, name, _timed(part, spent))
        for _run in range(RUNS):
            spent.clear()
            began = time.perf_counter()
            work()
            total = (time.perf_counter() - began) * 1000
            runs.append({**spent, "all the rest": total - sum(spent.values())})
    finally:
        for module, name, part in kept:
            setattr(module, name, part)
    names = {name for run in runs for name in run}
    found = [(name, min(run.get(name, 0.0) for run in runs)) for name in names]
    return sorted(found, key=lambda pair: -pair[1])[:PARTS_SHOWN]


def _parts(module: ModuleType) -> list[tuple[str, Callable[..., object]]]:
    """Return the functions that a module of scoring takes from others."""
    return [
        (name, part)
        for name, part in vars(module).items()
        if inspect.isfunction(part)
        and part.__module__.startswith("scoring.")
        and part.__module__ != module.__name__
    ]


def _timed(part: Callable[..., object], spent: defaultdict[str, float]) -> Callable[..., object]:
    name = f"{part.__module__.removeprefix('scoring.')}.{part.__name__}"

    @wraps(part)
    def timed(*args: object, **kwargs: object) -> object:
        began = time.perf_counter()
        try:
            return part(*args, **kwargs)
        finally:
            spent[name] += (time.perf_counter() - began) * 1000

    return timed


def _in_own_process(measure: Callable[[int], Measured], size: int) -> Measured:
    """Measure in a new process by one thread.

    Where something else runs on the machine, threads that wait for each other make a
    product of small matrices many times slower. numpy reads their number when it is loaded.
    """
    with (
        mock.patch.dict(os.environ, dict.fromkeys(THREADS, "1")),
        ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process,
    ):
        return process.submit(measure, size).result()


def _millions_cost(size: int) -> MillionsCost:
    framework = load(FRAMEWORK)
    ballots = _many_ballots(framework, size)
    ours, floor, reading = _best_ms(
        lambda: _score(framework, Answers.from_ballots(framework, ballots), len(ballots)),
        lambda: _read_and_average(framework, ballots),
        lambda: Answers.from_ballots(framework, ballots),
        runs=MILLIONS_RUNS,
    )
    return MillionsCost(ours, reading, floor)


def _millions_memory(size: int) -> MillionsMemory:
    framework = load(FRAMEWORK)
    ballots = _many_ballots(framework, size)
    tracemalloc.start()
    _score(framework, Answers.from_ballots(framework, ballots), len(ballots))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return MillionsMemory(peak / 1e6, _matrix(framework, ballots).nbytes / 1e6)


def _many_ballots(framework: Framework, size: int) -> list[Ballot]:
    """Return ballots with about so many answers; those of a group repeat."""
    chance = random.Random(SEED)
    pools = [
        [(group.code, _answers(framework, group.code, chance, 0.0)) for _ in range(POOL)]
        for group in framework.groups
    ]
    people = round(size / statistics.mean(len(pool[0][1]) for pool in pools))
    return [chance.choice(pools[person % len(pools)]) for person in range(people)]


def _read_and_average(framework: Framework, ballots: Sequence[Ballot]) -> list[Matrix]:
    matrix = _matrix(framework, ballots)
    return _group_means(matrix, _cells(framework, [group for group, _ in ballots]))


def _matrix(framework: Framework, ballots: Sequence[Ballot]) -> Matrix:
    codes = [item.code for item in framework.respondent_items if item.is_perception]
    nan = float("nan")
    return np.array([[answers.get(code, nan) for code in codes] for _, answers in ballots])
