"""The audit lets equations through one by one, as long as no small crowd is left alone."""

from fractions import Fraction

from scoring.release.audit import MOST_CROWDS, Audit, small_crowds

A, B, C, D = (("means", group, "x") for group in "abcd")


def row(**parts):
    return {("means", group, "x"): Fraction(part) for group, part in parts.items()}


def test_a_total_and_all_parts_but_one_are_not_let_through():
    audit = Audit({A: 9, B: 9, C: 4}, 5)
    assert audit.admits([row(a=1, b=1, c=1)])
    assert audit.admits([row(a=1)])
    assert not audit.admits([row(b=1)])  # the rest would be c


def test_what_was_refused_is_not_known():
    audit = Audit({A: 9, B: 9, C: 4}, 5)
    assert not audit.admits([row(c=1)])
    assert audit.admits([row(a=1, b=1, c=1)])
    assert audit.admits([row(a=1)])


def test_numbers_that_come_together_are_refused_together():
    """Without the first of them, the second is harmless."""
    audit = Audit({A: 9, B: 9, C: 4}, 5)
    assert audit.admits([row(a=1, b=1, c=1)])
    assert not audit.admits([row(a=1), row(b=1)])
    assert audit.admits([row(b=1)])


def test_two_small_groups_that_are_enough_together_hide_each_other():
    audit = Audit({A: 9, B: 3, C: 2}, 5)
    assert audit.admits([row(a=1, b=1, c=1)])
    assert audit.admits([row(a=1)])
    assert not audit.admits([row(b=1, c=2)])  # a second equation in the two solves for both


def test_two_small_groups_that_are_few_together_do_not():
    audit = Audit({A: 9, B: 2, C: 2}, 5)
    assert audit.admits([row(a=1, b=1, c=1)])
    assert not audit.admits([row(a=1)])


def test_a_hidden_part_may_follow_over_several_steps():
    """a+b, b+d and a+b+c+d: the third less the first, and d by the second, lead to c."""
    audit = Audit({A: 9, B: 9, C: 4, D: 9}, 5)
    assert audit.admits([row(a=1, b=1)])
    assert audit.admits([row(b=1, d=1)])
    assert audit.admits([row(a=1, b=1, c=1, d=1)])
    assert not audit.admits([row(d=1)])
    assert not audit.admits([row(a=1)])
    assert audit.admits([row(a=2, b=2)])  # told already


def test_thirds_cancel_exactly():
    third = Fraction(1, 3)
    audit = Audit({A: 9, B: 9, C: 4}, 5)
    assert audit.admits([row(a=third, b=third, c=third)])
    assert not audit.admits([row(a=Fraction(1, 7), b=Fraction(1, 7))])


def test_where_everybody_is_many_everything_is_let_through():
    audit = Audit({A: 5, B: 9, C: 0}, 5)
    assert all(audit.admits([part]) for part in (row(a=1), row(b=1), row(a=1, b=2)))


def test_crowds_are_as_large_as_they_can_be():
    """A crowd takes a group's atoms up to a size; sizes of all groups stay under k together."""
    people = {A: 3, B: 1, C: 4, D: 5, ("means", "a", "y"): 1}
    found = small_crowds(people, 5)
    assert sorted(map(sorted, found)) == [
        [("means", "a", "x"), ("means", "a", "y"), ("means", "b", "x")],
        [("means", "c", "x")],
    ]


def test_too_many_crowds_are_watched_as_one():
    people = {
        ("means", f"group {number}", f"item {n}"): n for number in range(3) for n in range(1, 20)
    }
    assert len(small_crowds(people, 5)) > 1
    assert len(small_crowds(people, 20)) == 1
    assert small_crowds(people, 20) == [frozenset(people)]
    assert MOST_CROWDS < 100
