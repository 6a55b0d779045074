"""Seats in a workshop: one way from a browser's secret, no way back.

A phone's token gives a short code, the code gives the id of the seat, and votes carry the id.
So a vote typed in from paper under the same code is the same seat's, and nobody gets from a
vote to a participant: that takes the token, which only the browser holds.
"""

import secrets
import uuid
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from assessments.join_codes import CODE_ALPHABET, as_written
from assessments.models import Session, SessionSeat

SEAT_CODE_LENGTH = 8


def seat_code(token: str, session_id: UUID) -> str:
    """Return the code of a browser's seat: what somebody writes on paper when a phone dies."""
    return code_from(f"{session_id}:{token}")


def new_code() -> str:
    """Return a code for a sheet of paper; it is kept nowhere but there."""
    return "".join(secrets.choice(CODE_ALPHABET) for _sign in range(SEAT_CODE_LENGTH))


def code_from(secret: str) -> str:
    """Return the seat code that stands for a secret."""
    digest = salted_hmac("workshop seat code", secret, algorithm="sha256").digest()
    return "".join(CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in digest[:SEAT_CODE_LENGTH])


def seat_id(code: str, session_id: UUID) -> UUID:
    """Return the id under which votes of a seat are kept; any case, blanks and hyphens."""
    typed = as_written(code)
    digest = salted_hmac("workshop seat", f"{session_id}:{typed}", algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def seat_in(session: Session, token: str) -> UUID:
    """Return the id of a browser's seat."""
    return seat_of_token(token, session.pk)


def seat_of_token(token: str, session_id: UUID) -> UUID:
    """Return the id of a browser's seat in the workshop with this id."""
    return seat_id(seat_code(token, session_id), session_id)


def seats_of(session: Session) -> QuerySet[SessionSeat]:
    """Return the seats of a session with their groups."""
    return SessionSeat.objects.filter(session=session).select_related("group")
