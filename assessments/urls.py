"""Addresses of the assessments application: the consultant's pages, and those of answering."""

from django.urls import include, path

from assessments.views import assessments, clients, facts, invitations, planning, retention, rounds

app_name = "assessments"

WORKSPACE = "w/<slug:workspace>/"
CLIENT = WORKSPACE + "clients/<uuid:client_id>/"
ASSESSMENT = WORKSPACE + "assessments/<uuid:assessment_id>/"
ROUND = WORKSPACE + "rounds/<uuid:round_id>/"

urlpatterns = [
    # First, because they are asked for most: every saved tap is a request.
    path("", include("assessments.answering_urls")),
    path(WORKSPACE, clients.client_list, name="clients"),
    path(WORKSPACE + "settings/", retention.workspace_settings, name="workspace-settings"),
    path(WORKSPACE + "clients/new/", clients.client_new, name="client-new"),
    path(CLIENT, clients.client_page, name="client"),
    path(CLIENT + "edit/", clients.client_edit, name="client-edit"),
    path(CLIENT + "assess/", assessments.assessment_new, name="assessment-new"),
    path(ASSESSMENT, assessments.assessment_page, name="assessment"),
    path(ASSESSMENT + "edit/", assessments.assessment_edit, name="assessment-edit"),
    path(ASSESSMENT + "rounds/new/", planning.round_new, name="round-new"),
    path(ROUND, rounds.round_page, name="round"),
    path(ROUND + "participation/", rounds.participation, name="round-participation"),
    path(ROUND + "edit/", planning.round_edit, name="round-edit"),
    path(ROUND + "open/", rounds.round_open, name="round-open"),
    path(ROUND + "links/", invitations.round_links, name="round-links"),
    path(ROUND + "sheet/", invitations.round_sheet, name="round-sheet"),
    path(ROUND + "code.svg", invitations.round_code, name="round-code"),
    path(ROUND + "facts/", facts.round_facts, name="round-facts"),
    path("facts/<str:signed>/", facts.owner_facts, name="fact-owner"),
]
