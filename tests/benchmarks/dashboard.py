"""How long a consultant waits between closing a round and its dashboard."""

import csv
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from scoring.framework import Framework, load
from tests.benchmarks.answering import FRAMEWORK
from tests.benchmarks.registry import Line, benchmark
from tests.benchmarks.seeding import EMAIL, PASSWORD, Seeded, running, seed_round
from tests.benchmarks.visitor import UnexpectedAnswerError, Visitor
from tests.services.stack import Stack

BALLOTS = 500
HEADCOUNT = 150  # per group, of which 125 answer: a quorum
TARGET_MS = 5000
LONGEST_WAIT = 60.0
POLL_SECONDS = 0.1


@benchmark
def report(folder: Path) -> Iterator[Line]:
    """From closing a round of 500 ballots to its dashboard, by a real worker."""
    framework = load(FRAMEWORK)
    file = folder / "answers.csv"
    values = write_answers(file, framework)
    with running(folder) as stack:
        least = _bare_mean_ms(values)
        seeded = seed_round(stack, HEADCOUNT)
        began = time.perf_counter()
        stack.manage("import_answers", seeded.code, str(file))
        imported = (time.perf_counter() - began) * 1000
        yield Line(f"{BALLOTS} ballots imported from CSV", imported, "numpy mean", least)
        elapsed = closed_to_dashboard(stack, seeded)
        yield Line(
            f"{BALLOTS} ballots, closed to dashboard ready",
            elapsed * 1000,
            "numpy mean",
            least,
            target=TARGET_MS,
        )


def write_answers(file: Path, framework: Framework) -> np.ndarray:
    """Write answers of 500 people in the four groups; return them as a matrix."""
    chance = random.Random(5)
    column = {item.code: place for place, item in enumerate(framework.respondent_items)}
    values = np.full((BALLOTS, len(column)), np.nan)
    with file.open("w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["respondent", "group", "item", "value"])
        for person in range(BALLOTS):
            group = framework.groups[person % len(framework.groups)]
            for item in framework.items_for(group.code):
                if not item.is_text:
                    value = chance.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))
                    values[person, column[item.code]] = value
                    writer.writerow([person, group.code, item.code, value])
    return values


def _bare_mean_ms(values: np.ndarray) -> float:
    """The least anybody could do with the answers: one mean per item that was answered."""
    answered = values[:, ~np.isnan(values).all(axis=0)]
    best = float("inf")
    for _attempt in range(20):
        began = time.perf_counter()
        np.nanmean(answered, axis=0)
        best = min(best, time.perf_counter() - began)
    return best * 1000


def closed_to_dashboard(stack: Stack, seeded: Seeded) -> float:
    """Close the round as its owner does; return the seconds until its dashboard is there."""
    with Visitor(stack.address) as owner:
        page = owner.open("/sign-in/")
        owner.press(page.path, csrfmiddlewaretoken=page.form_token, login=EMAIL, password=PASSWORD)
        base = f"/w/{seeded.workspace}/rounds/{seeded.round_id}/"
        page = owner.open(f"{base}close/")
        began = time.perf_counter()
        owner.press(f"{base}close/", csrfmiddlewaretoken=page.form_token)
        while "hx-get" in owner.open(f"{base}report/progress/").text:
            if time.perf_counter() - began > LONGEST_WAIT:
                raise UnexpectedAnswerError("no dashboard within a minute")
            time.sleep(POLL_SECONDS)
        dashboard = owner.open(f"{base}report/")
        if "chart-wide" not in dashboard.text:
            raise UnexpectedAnswerError(f"no charts on the dashboard:\n{dashboard.text[:2000]}")
        return time.perf_counter() - began
