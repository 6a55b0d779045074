"""What a report costs after its scores: the dashboard's charts and every file, in CPU time."""

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import uuid4

from scoring import Answers, Scorecard, score
from scoring.framework import Framework
from tests.benchmarks.registry import Line, benchmark
from tests.benchmarks.scoring import OPTIONS, SEED, THREADS

RESPONDENTS, MANY = 500, 100_000
POOL = 300  # different ballots per group; they repeat, so that making them does not dominate
RUNS = 3  # the first also loads what a worker loads once
DASHBOARD_MS = 1000.0
FILES_MS = 6000.0
TARGET_GROWTH = 2.0
SCORING, DASHBOARD, FILES = "scoring", "dashboard", "all files"

Costs = Mapping[str, float]


@benchmark
def files(_folder: Path) -> Iterator[Line]:
    """CPU after scoring: the dashboard's charts, then each file, for few people and for many."""
    few, many = (_in_own_process(size) for size in (RESPONDENTS, MANY))
    what = f"{RESPONDENTS} people, release to charts as SVG, CPU"
    yield Line(what, few[DASHBOARD], SCORING, few[SCORING], target=DASHBOARD_MS)
    what = f"{RESPONDENTS} people, all files, CPU"
    yield Line(what, few[FILES], SCORING, few[SCORING], target=FILES_MS)
    for name in few:
        if name.startswith("of it"):
            yield Line(name, few[name], SCORING, few[SCORING])
    for name in (DASHBOARD, FILES):
        what = f"{MANY:,} people, {name}, CPU"
        most = TARGET_GROWTH * few[name]
        yield Line(what, many[name], f"{RESPONDENTS} people", few[name], target=most)
    yield Line(f"{MANY:,} people, scoring them", many[SCORING], SCORING, few[SCORING])


def _in_own_process(people: int) -> Costs:
    with (
        mock.patch.dict(os.environ, dict.fromkeys(THREADS, "1")),
        ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process,
    ):
        return process.submit(_costs, people).result()


def prepare() -> None:
    """Load Django in a new process, without a database."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()


def make_everything(*, seed: int) -> None:
    """Score 500 people, other ones for each seed, and make their charts and files."""
    from reports.services.making import MAKERS
    from tests.factories import built_in_framework

    framework = built_in_framework()
    parts = _dashboard(
        _score(
            framework, _answers(framework, RESPONDENTS, seed), _headcounts(framework, RESPONDENTS)
        )
    )
    for maker in MAKERS.values():
        _file(maker, parts)


def _costs(people: int) -> Costs:
    """Return CPU milliseconds by what was done, the best of a few runs of each."""
    prepare()
    from reports.services.making import MAKERS
    from tests.factories import built_in_framework

    framework = built_in_framework()
    answers, headcounts = _answers(framework, people, SEED), _headcounts(framework, people)
    scorecard, scoring = _least(partial(_score, framework, answers, headcounts))
    parts, dashboard = _least(partial(_dashboard, scorecard))
    made = {
        f"of it: {kind}": _least(partial(_file, maker, parts))[1] for kind, maker in MAKERS.items()
    }
    return {SCORING: scoring, DASHBOARD: dashboard, **made, FILES: sum(made.values())}


def _score(framework: Framework, answers: Answers, headcounts: Mapping[str, int]) -> Scorecard:
    from tests.reports.samples import FACTS

    return score(framework, answers, FACTS, headcounts, OPTIONS)


def _headcounts(framework: Framework, people: int) -> dict[str, int]:
    """Five of six people answer."""
    return {group.code: people // 4 * 6 // 5 for group in framework.groups}


def _answers(framework: Framework, people: int, seed: int) -> Answers:
    from tests.reports.samples import LEVELS, answers_of

    pool = answers_of(framework, {group.code: POOL for group in framework.groups}, LEVELS)
    chance = random.Random(seed)
    return Answers.from_ballots(framework, chance.choices(pool, k=people))


def _dashboard(scorecard: Scorecard) -> dict[str, Any]:
    """Do what building does after scoring, but for the database; return what files need."""
    from reports.files.branding import Branding
    from reports.files.colophon import Colophon
    from reports.files.drawing import Drawing
    from reports.material import DataCosts, history_point
    from reports.models import Report
    from reports.services.drawing import drawn_figures
    from scoring.release import release
    from tests.reports.rounds import sample_history
    from tests.reports.samples import sample_material

    released = release(scorecard, 5)
    now = history_point(released, "Q4 2026", date(2026, 11, 20))
    material = sample_material(
        released, history=(*sample_history(3), now), costs=DataCosts(Decimal("1.50"), "EUR")
    )
    figures = drawn_figures(Report(pk=uuid4(), workspace_id=uuid4()), material)
    return {
        "material": material,
        "drawings": {each.name: Drawing(each.wide, each.narrow) for each in figures},
        "branding": Branding("Measured"),
        "colophon": Colophon("0" * 12, "CRM Readiness 1", "0" * 12),
        "template": None,
    }


def _file(maker: Callable[[Any], bytes], parts: Mapping[str, Any]) -> bytes:
    """Make a file as its own task does, which composes as much of the document as it needs."""
    from reports.document import outline_of
    from reports.models import Report
    from reports.services.making import Contents

    class Composed(Contents):
        outline = cached_property(lambda self: outline_of(self.material))

    contents = Composed(Report())
    vars(contents).update(parts)
    return maker(contents)


def _least(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what came of it, and the least CPU milliseconds of a few runs, threads included."""
    best = float("inf")
    for _run in range(RUNS):
        began = time.process_time()
        result = work()
        best = min(best, time.process_time() - began)
    return result, best * 1000
