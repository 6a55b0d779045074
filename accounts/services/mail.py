"""Sending one mail; what goes wrong is logged by the kind of failure only."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail

logger = logging.getLogger(__name__)


def deliver(*, to: str, subject: str, body: str) -> None:
    """Send a mail in plain text."""
    try:
        send_mail(subject, body, None, [to])
    except (OSError, SMTPException) as failure:
        # Neither the address nor what the server said about it belongs into a log.
        logger.error("a mail could not be sent: %s", type(failure).__name__)  # noqa: TRY400
