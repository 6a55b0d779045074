"""Asking for a link to set a new password."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.client_address import address_key
from accounts.forms.people import EmailForm
from accounts.services.off_request import do_soon
from accounts.services.password_reset import is_request_free, mail_reset_link
from accounts.site import site_address

TOO_MANY = 429


@require_http_methods(["GET", "HEAD", "POST"])
def request_reset(request: HttpRequest) -> HttpResponse:
    """Ask for the e-mail address; the answer is the same for every address there is."""
    if not settings.CAN_SEND_MAIL:
        return render(request, "account/password_reset_by_hand.html")
    form = EmailForm(request.POST or None)
    if form.is_valid():
        if not is_request_free(address=address_key(request)):
            return render(request, "429.html", status=TOO_MANY)
        email = form.cleaned_data["email"]
        do_soon(partial(mail_reset_link, email=email, site=site_address(request)))
        return render(request, "account/password_reset_done.html", {"email": email})
    return render(request, "account/password_reset.html", {"form": form})
