"""The operator's pages: the log can be read there, and nothing in it changed."""

import pytest
from django.urls import reverse

from accounts.enums import Action
from accounts.models import AuditEntry, Workspace
from accounts.services.audit import record
from tests.factories import UserFactory, WorkspaceFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return signed_in(UserFactory(is_staff=True, is_superuser=True))


def test_the_log_is_read_only(operator) -> None:
    record(workspace=None, actor=None, action=Action.SIGN_IN_FAILED, subject="ada@example.com")
    entry = AuditEntry.objects.get()
    page = reverse("admin:accounts_auditentry_change", args=[entry.pk])

    assert "ada@example.com" in operator.get(page).content.decode()
    assert operator.post(page, {"subject": "x"}).status_code == 403
    delete = reverse("admin:accounts_auditentry_delete", args=[entry.pk])
    assert operator.post(delete, {"post": "yes"}).status_code == 403


def test_a_workspace_is_deleted_with_its_log(operator) -> None:
    workspace = WorkspaceFactory()
    record(workspace=workspace, actor=None, action=Action.CLIENT_ADDED)

    page = reverse("admin:accounts_workspace_delete", args=[workspace.pk])
    operator.post(page, {"post": "yes"})

    assert not Workspace.objects.exists()
    assert not AuditEntry.objects.exists()


def test_somebody_who_is_not_the_operator_is_told_so() -> None:
    browser = signed_in()

    answer = browser.get("/admin/", follow=True)

    assert answer.status_code == 403
