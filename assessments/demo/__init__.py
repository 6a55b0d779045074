"""The demo: an invented consultancy with invented clients. Light to import."""

from accounts.enums import Role

# Public by intention, so the demo never gets into production by itself.
PASSWORD = "harbour-lantern"  # noqa: S105  # nosec B105 - printed at every start
# Role, e-mail address, password.
SIGN_INS: tuple[tuple[Role, str, str], ...] = (
    (Role.OWNER, "owner@example.com", PASSWORD),
    (Role.CONSULTANT, "consultant@example.com", PASSWORD),
    (Role.VIEWER, "viewer@example.com", PASSWORD),
)
WORKSPACE_NAME = "Demo consultancy"
WORKSPACE_SLUG = "demo"

__all__ = ["PASSWORD", "SIGN_INS", "WORKSPACE_NAME", "WORKSPACE_SLUG"]
