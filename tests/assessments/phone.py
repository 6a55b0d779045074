"""A participant's phone: joins, taps and fills in forms the way a browser does."""

import json
import re
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from assessments.models import Draft, Participant, Round, StakeholderGroup
from assessments.selectors.answering import token_hash


def field(response: Any, name: str) -> str:
    """Return the value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    assert found is not None, f"the page has no field {name}"
    return found[1]


class Phone:
    """One browser with its cookies; form tokens are checked as in real life."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.round_id: UUID | None = None

    def join(self, group: StakeholderGroup) -> "Phone":
        path = reverse("assessments:join-code", args=[group.round.code])
        self.send(path, self.client.get(path), group=group.code)
        self.round_id = group.round_id
        return self

    def send(self, path: str, page: Any, **fields: Any) -> Any:
        """Send the form of a page."""
        hidden = {"csrfmiddlewaretoken": field(page, "csrfmiddlewaretoken")}
        for name in ("token", "seen"):
            if f'name="{name}"' in page.content.decode():
                hidden[name] = field(page, name)
        return self.client.post(path, hidden | fields)

    def path(self, name: str, *more: Any) -> str:
        return reverse(f"assessments:{name}", args=[self.round_id, *more])

    def get(self, name: str, *more: Any) -> Any:
        return self.client.get(self.path(name, *more))

    def post_json(self, body: Any) -> Any:
        """Send a body to the address that saves, with the token a page would carry."""
        if "csrftoken" not in self.client.cookies:
            self.client.get(reverse("assessments:join-code", args=[self.round.code]) + "?again=1")
        return self.client.post(
            self.path("answer-taps"),
            body if isinstance(body, str | bytes) else json.dumps(body),
            content_type="application/json",
            headers={"X-CSRFToken": self.client.cookies["csrftoken"].value},
        )

    def tap(self, item: Any, value: Any, seq: Any, place: str = "") -> Any:
        return self.post_json(
            {"taps": [{"item": item, "value": value, "seq": seq}], "place": place}
        )

    def submit(self) -> Any:
        return self.send(self.path("answer-submit"), self.get("answer-review"))

    @property
    def round(self) -> Round:
        return Round.objects.get(pk=self.round_id)

    @property
    def participant(self) -> Participant:
        token = self.client.cookies["seat"].value
        return Participant.objects.get(token_hash=token_hash(token))

    @property
    def draft(self) -> Draft:
        return self.participant.draft
