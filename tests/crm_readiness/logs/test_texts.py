"""A log line holds what stands in the source, numbers and names of classes."""

import logging
from uuid import UUID

import pytest

from crm_readiness.logs.texts import text_of
from reports.enums import Trouble
from reports.tasks import build

REPORT = UUID("5e1f4b7c-7d27-4d65-9a0b-0d3c8a4d8f11")


def record(message, *arguments, name="reports"):
    return logging.LogRecord(name, logging.INFO, __file__, 7, message, arguments, None)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((REPORT, 2), f"Report {REPORT}: attempt 2"),
        ((str(REPORT), None), f"Report {REPORT}: attempt None"),
        (("K7QM2XPD", "a@b.example"), "Report …: attempt …"),
        ((ValueError("K7QM2XPD"), KeyError), "Report ValueError: attempt builtins.KeyError"),
        ((Trouble.SCORING, [1]), "Report SCORING: attempt …"),
        (("one",), "Report %s: attempt %s"),
    ],
)
def test_values_are_shown_where_their_type_rules_out_a_person(arguments, text):
    assert text_of(record("Report %s: attempt %s", *arguments)) == text


def test_a_text_without_values_must_stand_in_the_source():
    assert text_of(record("The queue is away")) == "The queue is away"
    code = "K7QM2XPD".lower()
    left_out = "(left out: a text put together in test_texts.py, line 7)"
    assert text_of(record(f"The queue lost {code}")) == left_out
    assert text_of(record(["The queue", code])) == left_out


def test_an_error_as_message_is_its_class():
    assert text_of(record(ValueError("K7QM2XPD"))) == "ValueError"


def test_named_values_and_names_of_tasks_of_celery():
    given = {"name": build.name, "id": str(REPORT), "exc": "ValueError('K7QM2XPD')"}
    message = "Task %(name)s[%(id)s] failed: %(exc)s"
    assert text_of(record(message, given, name="celery.app.trace")) == (
        f"Task reports.build[{REPORT}] failed: …"
    )
    assert text_of(record(message, given)) == f"Task …[{REPORT}] failed: …"


def test_a_number_that_is_none_leaves_the_template():
    assert text_of(record("%d came", "K7QM2XPD")) == "%d came"
