"""Ending the sessions of a person in other browsers."""

from accounts.models import User
from accounts.selectors.sign_in import sessions_of


def end_other_sessions(*, user: User, kept: str | None) -> int:
    """Sign a person out everywhere but in the session `kept`; return in how many browsers."""
    others = [session for session in sessions_of(user) if session.session_key != kept]
    for session in others:
        session.delete()
    return len(others)
