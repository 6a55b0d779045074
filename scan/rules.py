# What each rule must find (ruleid) and what it must leave alone (ok). Never imported.

# ruleid: unescaped-html
html = mark_safe(typed)
# ruleid: unescaped-html
html = SafeString(typed)
# ok: unescaped-html
html = format_html("<b>{}</b>", typed)


# ruleid: form-token-not-checked
@csrf_exempt
def open_to_forgery(request):
    pass


# ruleid: form-token-not-checked
view = csrf_exempt(view)


def queries(cursor, name):
    # ruleid: sql-put-together
    cursor.execute(f"SELECT * FROM people WHERE name = '{name}'")
    # ruleid: sql-put-together
    cursor.execute("SELECT * FROM people WHERE name = '" + name + "'")
    # ruleid: sql-put-together
    cursor.execute("SELECT * FROM people WHERE name = '%s'" % name)
    # ruleid: sql-put-together
    cursor.execute("SELECT * FROM people WHERE name = '{}'".format(name))
    # ruleid: sql-put-together
    Person.objects.raw(f"SELECT * FROM people WHERE name = '{name}'")
    # ruleid: sql-put-together
    Person.objects.extra(where=[f"name = '{name}'"])
    # ok: sql-put-together
    cursor.execute("SELECT * FROM people WHERE name = %s", [name])


# ruleid: page-from-scorecard
from scoring.scorecard import Scorecard

# ok: page-from-scorecard
from scoring.scorecard import GateStatus


def page(request, report):
    # ruleid: page-from-scorecard
    numbers = report.scorecard
    # ok: page-from-scorecard
    numbers = report.release
    # ruleid: personal-log
    log.warning("Refused %s", request.path)
    # ruleid: personal-log
    log.info("Refused", request)
    # ruleid: personal-log
    log.error("Refused %s", token)
    # ruleid: personal-log
    logger.exception("Refused %s of %s", number, join_code)
    # ruleid: personal-log
    log.warning("Refused %s", person.email)
    # ok: personal-log
    log.warning("Report %s: attempt %s was overtaken", report.pk, attempt)


def round_page(request, round_id):
    # ruleid: object-of-any-workspace
    round = Round.objects.get(pk=round_id)
    # ruleid: object-of-any-workspace
    round = get_object_or_404(Round, pk=round_id)
    # ruleid: object-of-any-workspace
    round = get_object_or_404(Round.objects.select_related("client"), pk=round_id)
    # ruleid: object-of-any-workspace
    rounds = Round.objects.select_related("client")
    round = get_object_or_404(rounds, pk=round_id)
    # ok: object-of-any-workspace
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    # ok: object-of-any-workspace
    link = get_object_or_404(ShareLink, pk=link_id, report__round=round)


def cookies(response):
    # ruleid: cookie-for-scripts
    response.set_cookie("seat", token)
    # ruleid: cookie-for-scripts
    response.set_cookie("seat", token, httponly=True)
    # ruleid: cookie-for-scripts
    response.set_cookie("seat", token, httponly=False, samesite="Lax", secure=True)
    # ok: cookie-for-scripts
    response.set_cookie("seat", token, path="/", samesite="Lax", secure=True, httponly=True)


def unbounded(request):
    # ruleid: file-without-bound
    return request.FILES["file"]


@takes_files(1000)
def bounded(request):
    # ok: file-without-bound
    return request.FILES["file"]


def go_on(request):
    # ruleid: redirect-to-anywhere
    return redirect(request.GET["next"])


def go_back(request):
    # ruleid: redirect-to-anywhere
    return HttpResponseRedirect(request.META.get("HTTP_REFERER"))


def go_home(request):
    # ok: redirect-to-anywhere
    return redirect("home")


def ask(address):
    # ruleid: request-to-outside
    urllib.request.urlopen(address)
    # ruleid: request-to-outside
    http.client.HTTPSConnection(address)
    # ruleid: request-to-outside
    requests.get(address)
