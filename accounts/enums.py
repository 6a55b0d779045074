"""Fixed choices of the accounts application."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of a workspace may do."""

    OWNER = "owner", _("Owner")
    CONSULTANT = "consultant", _("Consultant")
    VIEWER = "viewer", _("Viewer")


EDITING_ROLES = frozenset({Role.OWNER, Role.CONSULTANT})


class Action(TextChoices):
    """What the audit log tells of, in words that follow the name of who did it."""

    SIGNED_IN = "signed_in", _("signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("failed to sign in as")
    SECOND_STEP_FAILED = "second_step_failed", _("failed at the second step of")
    PASSWORD_CHANGED = "password_changed", _("changed the own password")
    PASSWORD_RESET = "password_reset", _("set a new password through a reset link")
    RESET_LINK_PRINTED = "reset_link_printed", _("made a reset link, on the machine, for")
    CODE_APP_ON = "code_app_on", _("switched the code app on")
    CODE_APP_OFF = "code_app_off", _("switched the code app off")
    RECOVERY_CODES_MADE = "recovery_codes_made", _("made new recovery codes")
    PASSKEY_ADDED = "passkey_added", _("added a passkey")
    PASSKEY_REMOVED = "passkey_removed", _("removed a passkey")
    SESSIONS_ENDED = "sessions_ended", _("signed out all other browsers")

    COLLEAGUE_INVITED = "colleague_invited", _("invited")
    INVITATION_REVOKED = "invitation_revoked", _("withdrew the invitation of")
    INVITATION_ACCEPTED = "invitation_accepted", _("accepted an invitation")
    ROLE_CHANGED = "role_changed", _("changed the role of")
    ACCESS_CHANGED = "access_changed", _("changed which clients may be seen by")
    MEMBER_REMOVED = "member_removed", _("removed from the workspace")
    LOG_DOWNLOADED = "log_downloaded", _("downloaded this list")

    CLIENT_ADDED = "client_added", _("added the client")
    CLIENT_CHANGED = "client_changed", _("changed the client")
    CLIENT_ERASED = "client_erased", _("erased a client")
    ASSESSMENT_STARTED = "assessment_started", _("started the assessment")
    ASSESSMENT_CHANGED = "assessment_changed", _("changed the assessment")
    ROUND_PLANNED = "round_planned", _("planned the round")
    ROUND_CHANGED = "round_changed", _("changed the round")
    ROUND_OPENED = "round_opened", _("opened the round")
    ROUND_CLOSED = "round_closed", _("closed the round")
    ROUND_REOPENED = "round_reopened", _("opened again the round")
    ROUND_PUBLISHED = "round_published", _("published the round")
    WORKSHOP_STARTED = "workshop_started", _("started a workshop in the round")
    WORKSHOP_ENDED = "workshop_ended", _("ended the workshop in the round")
    BALLOTS_PRINTED = "ballots_printed", _("printed paper ballots for the workshop in the round")
    PERSONAL_LINKS_MADE = "personal_links_made", _("made personal links")
    ANSWERS_IMPORTED = "answers_imported", _("imported answers into the round")
    FACT_ENTERED = "fact_entered", _("entered the fact")
    FACT_REMOVED = "fact_removed", _("removed the fact")
    TEXT_REDACTED = "text_redacted", _("redacted a comment in the round")

    REPORT_REBUILT = "report_rebuilt", _("asked for a new report of the round")
    REPORT_STOPPED = "report_stopped", _("stopped the building of the report of the round")
    REPORT_COMMENTED = "report_commented", _("commented on the report of the round")
    REPORT_DOWNLOADED = "report_downloaded", _("downloaded the report of the round")
    SHARE_LINK_MADE = "share_link_made", _("made a share link for the round")
    SHARE_LINK_REVOKED = "share_link_revoked", _("withdrew a share link for the round")

    LOOK_CHANGED = "look_changed", _("changed the look of reports")
    RETENTION_CHANGED = "retention_changed", _("changed how long data are kept")
    PERSON_EXPORTED = "person_exported", _("exported the data of a person")
    PERSON_ERASED = "person_erased", _("erased a person")


def action_choices() -> list[tuple[str, str]]:
    """Return the choices by a function, so that a new action needs no migration."""
    return [(action.value, str(action.label)) for action in Action]
