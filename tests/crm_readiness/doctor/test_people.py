"""People: the demo's passwords, and operators with a password alone."""

import pytest
from django.apps import apps

from assessments.demo import PASSWORD, SIGN_INS
from crm_readiness.doctor import Weight, people
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

EMAIL = SIGN_INS[0][1]


def found(check):
    return [(finding.weight, finding.title) for finding in check()]


def test_demo_passwords(settings):
    person = UserFactory(email=EMAIL)
    person.set_password(PASSWORD)
    person.save()
    assert found(people.demo_passwords) == []  # the demo is for trying out

    settings.PRODUCTION = True
    assert found(people.demo_passwords) == [(Weight.MEND, f"Sign-ins of the demo work: {EMAIL}.")]
    person.is_active = False
    person.save()
    assert found(people.demo_passwords) == []
    person.is_active = True
    person.set_password("another one, of their own")
    person.save()
    assert found(people.demo_passwords) == []


@pytest.mark.skipif(not apps.is_installed("allauth.mfa"), reason="needs two-step sign-in")
def test_operators_without_second_step():
    check = people.operators_without_second_step
    UserFactory()
    assert found(check) == []
    operator = UserFactory(is_superuser=True)
    UserFactory(is_superuser=True, is_active=False)
    title = "One operator signs in with a password alone."
    assert found(check) == [(Weight.CONSIDER, title)]
    apps.get_model("mfa", "Authenticator").objects.create(user=operator, type="totp", data={})
    assert found(check) == []


def test_without_two_step_sign_in_nothing_is_asked(monkeypatch):
    UserFactory(is_superuser=True)
    monkeypatch.setattr(apps, "is_installed", lambda _name: False)
    assert found(people.operators_without_second_step) == []
