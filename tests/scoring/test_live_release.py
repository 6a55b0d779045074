"""What a room may see of a vote, tried on every vote there can be."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from scoring.json_form import from_plain, to_plain
from scoring.release.coarse import level_near
from scoring.release.live import (
    Distance,
    LiveRelease,
    LiveView,
    Seen,
    Tally,
    behind,
    live_release,
    lowest_level_above,
    may_be_counted_out,
)

SIDES = ((("executives", "frontline"), ("it",)), (("executives",), ("frontline",)))


def votes(n: int, levels: int = 5) -> Iterator[tuple[int, ...]]:
    """Yield every way in which n people can choose among five levels."""
    if levels == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in votes(n - first, levels - 1):
            yield (first, *rest)


def tally(*chosen: int) -> Tally:
    return Tally(tuple(chosen.count(level) for level in range(1, 6)))


def shown_of(levels: tuple[int, ...]) -> LiveView:
    return live_release({"it": Tally(levels)}, k=5).groups[0]


def certain_counts(n: int, view_of: Callable[[tuple[int, ...]], object]) -> int:
    """Return in how many pictures that show bars somebody could work a count out exactly."""
    pictures = defaultdict(set)
    for levels in votes(n):
        pictures[view_of(levels)].add(levels)
    return sum(
        any(len({levels[place] for levels in found}) == 1 for place in range(5))
        for picture, found in pictures.items()
        if not isinstance(picture, LiveView) or picture.bars is not None
    )


@pytest.mark.parametrize("n", [8, 9, 10, 13])
def test_no_count_behind_a_bar_can_be_worked_out(n):
    assert certain_counts(n, shown_of) == 0


def test_negative_control_whole_percents_give_counts_away():
    assert certain_counts(8, lambda levels: tuple(round(100 * each / 8) for each in levels)) > 400


def test_below_eight_people_a_group_is_shown_by_its_level():
    assert shown_of((0, 0, 3, 4, 0)) == LiveView("it", level=4)
    assert shown_of((0, 0, 3, 5, 0)).bars is not None


def test_a_group_of_fewer_than_k_people_is_not_shown():
    released = live_release({"it": tally(1, 1, 2, 5)}, k=5)
    assert released.groups == (LiveView("it"),)
    assert released.together == LiveView()


def test_with_one_small_group_all_are_shown_together_and_none_apart():
    tallies = {"executives": tally(*[4] * 6), "frontline": tally(*[2] * 9), "it": tally(1, 1)}
    released = live_release(tallies, k=5, sides=SIDES)
    assert not any(view.is_shown for view in released.groups)
    assert released.together.is_shown
    assert released.gaps == ()


@pytest.mark.parametrize(("executives", "it", "has_bars"), [(3, 8, False), (2, 6, True)])
def test_bars_of_all_say_nothing_of_a_few_when_a_report_counts_out_the_others(
    executives, it, has_bars
):
    """Of three whose groups' answers a report tells, a quarter of all votes would be known."""
    tallies = {
        "executives": tally(*[4] * executives),
        "it": tally(*[2, 3] * (it // 2)),
        "business": tally(*[2, 3] * 6),
    }
    together = live_release(tallies, k=5).together
    assert (together.bars is not None, together.is_shown) == (has_bars, True)


def test_hidden_groups_are_together_no_fewer_than_k():
    tallies = {
        "executives": tally(1, 1),
        "it": tally(1),
        "business": tally(*[2] * 6),
        "frontline": tally(*[3] * 20),
    }
    shown = {view.group for view in live_release(tallies, k=5).groups if view.is_shown}
    assert shown == {"frontline"}


def test_where_groups_are_shown_there_is_no_total():
    released = live_release({"it": tally(*[3] * 6), "frontline": tally(*[3] * 6)}, k=5)
    assert released.together is None


def test_a_group_with_fewer_people_than_k_is_hidden_however_many_votes_it_has():
    released = live_release({"it": tally(*[3] * 6)}, k=5, headcounts={"it": 4})
    assert not released.groups[0].is_shown


@pytest.mark.parametrize(
    ("upper", "distance"),
    [(2, Distance.SAME), (3, Distance.LEVEL), (4, Distance.TWO)],
)
def test_gaps_are_told_in_words(upper, distance):
    tallies = {"executives": tally(*[upper] * 6), "frontline": tally(*[2] * 6)}
    (gap,) = live_release(tallies, k=5, sides=SIDES).gaps
    assert (gap.higher, gap.lower, gap.distance) == (("executives",), ("frontline",), distance)


def test_sides_are_made_of_the_groups_that_are_shown():
    tallies = {
        "executives": tally(*[2] * 6),
        "frontline": tally(*[3] * 8),
        "it": tally(*[4] * 6),
    }
    gap = live_release(tallies, k=5, sides=SIDES).gaps[0]
    assert (gap.higher, gap.lower) == (("it",), ("executives", "frontline"))
    assert gap.distance is Distance.LEVEL


def test_nobody_has_voted():
    released = live_release({"it": Tally(), "frontline": Tally()}, k=5, sides=SIDES)
    assert not any(view.is_shown for view in (*released.groups, released.together))


def test_k_protects_somebody():
    with pytest.raises(ValueError, match="at least 2"):
        live_release({"it": tally(3)}, k=1)


def test_a_release_survives_being_stored():
    tallies = {"executives": tally(*[4] * 6), "frontline": tally(*[2, 3] * 5)}
    released = live_release(tallies, k=5, sides=SIDES)
    stored = json.loads(json.dumps(to_plain(released)))
    assert from_plain(LiveRelease, stored) == released


def pinned(n: int, larger: Callable[..., object], smaller: Callable[..., object]) -> float:
    """Return how often two pictures tell what one person said who is in the larger one only."""
    answers, found = defaultdict(set), []
    for few in votes(n - 1):
        for answer in range(5):
            all_of_them = tuple(count + (place == answer) for place, count in enumerate(few))
            picture = (larger(all_of_them, few), smaller(few, all_of_them))
            answers[picture].add(answer)
            found.append(picture)
    return sum(len(answers[picture]) == 1 for picture in found) / len(found)


def counts_of(levels: tuple[int, ...], _others: object) -> object:
    return levels


def room(levels: tuple[int, ...], _others: object) -> LiveView:
    return shown_of(levels)


def counted_beside(levels: tuple[int, ...], others: tuple[int, ...]) -> object:
    """What a report shows of a group of which a room has seen others."""
    seen = [Seen(shown_of(others), sum(others))]
    return levels if may_be_counted_out(levels, 5, seen) else level_near(Tally(levels).mean)


def level_of(levels: tuple[int, ...], _others: object) -> object:
    return live_release({"it": Tally(levels)}, k=5, with_bars=False).groups[0]


@pytest.mark.parametrize("n", [8, 9, 10])
def test_one_person_more_is_not_told_by_a_report_beside_bars(n):
    assert pinned(n, counted_beside, room) < 0.05
    assert pinned(n, room, counted_beside) < 0.05


@pytest.mark.parametrize("n", [9, 10])
def test_one_person_less_is_not_told_by_another_workshop(n):
    assert pinned(n, room, level_of) < 0.05
    assert pinned(n, level_of, room) < 0.05


def test_negative_control_counts_or_bars_beside_bars_tell_what_one_person_said():
    assert pinned(9, counts_of, room) > 0.3
    assert pinned(9, room, room) > 0.3


def test_counts_stand_beside_bars_of_the_same_people_or_of_k_others():
    seen = [Seen(shown_of((1, 4, 3, 0, 0)), 8)]
    assert may_be_counted_out((1, 4, 3, 0, 0), 5, seen)
    assert not may_be_counted_out((1, 4, 4, 0, 0), 5, seen)
    assert not may_be_counted_out((3, 2, 3, 0, 0), 5, seen)
    assert may_be_counted_out((1, 4, 4, 4, 0), 5, seen)


def test_counts_stand_beside_a_level_of_the_same_people():
    seen = [Seen(LiveView("it", level=2), 8)]
    assert may_be_counted_out((1, 4, 3, 0, 0), 5, seen)
    assert not may_be_counted_out((1, 1, 6, 0, 0), 5, seen)
    assert not may_be_counted_out((1, 4, 4, 0, 0), 5, seen)


@pytest.mark.parametrize(("level", "above_from"), [(2, 3), (3, 4), (5, 6)])
def test_the_lowest_level_above_a_vote(level, above_from):
    tallies = {"it": tally(*[level] * 6)}
    assert lowest_level_above(live_release(tallies, k=5), tallies) == above_from


def test_the_lowest_level_above_several_groups_and_above_nobody():
    tallies = {"it": tally(*[1] * 6), "business": tally(*[2] * 20), "executives": tally()}
    assert lowest_level_above(live_release(tallies, k=5), tallies) == 3
    assert lowest_level_above(live_release({"it": tally(1, 1)}, k=5), {"it": tally(1, 1)}) is None


def test_people_are_counted_behind_what_is_shown():
    tallies = {"it": tally(*[1] * 6), "business": tally(*[2] * 20), "executives": tally()}
    assert behind(live_release(tallies, k=5), tallies) == {"it": 6, "business": 20}
