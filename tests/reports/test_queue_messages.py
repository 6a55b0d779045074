"""What lies in the queue is the id of a report, whatever carries it."""

import pytest
from celery import current_app

from reports.services.requesting import close_and_request
from tests.reports.samples import sample_round

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def test_a_message_holds_the_id_of_a_report_and_nothing_else():
    current_app.control.purge()
    report = close_and_request(round=sample_round())

    with current_app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=10)
    message.ack()

    arguments, keywords, embedded = message.payload
    assert (arguments, keywords) == ([str(report.pk)], {})
    assert set(embedded.values()) == {None}
    assert message.headers["argsrepr"] == f"('{report.pk}',)"
    assert message.headers["kwargsrepr"] == "{}"
