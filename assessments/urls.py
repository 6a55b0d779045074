"""Addresses of the assessments application: the consultant's pages, and those of answering."""

from django.urls import include, path

from assessments.views import (
    assessments,
    clients,
    facts,
    invitations,
    people,
    planning,
    retention,
    rounds,
    welcome,
    words,
)
from assessments.views.workshops import facilitator, paper, projector, rehearsal

app_name = "assessments"

WORKSPACE = "w/<slug:workspace>/"
CLIENT = WORKSPACE + "clients/<uuid:client_id>/"
ASSESSMENT = WORKSPACE + "assessments/<uuid:assessment_id>/"
PEOPLE = WORKSPACE + "people/"
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
    path(ROUND + "words/", words.round_words, name="round-words"),
    path(ROUND + "words/<uuid:statement_id>/", words.statement_edit, name="statement-edit"),
    path(ROUND + "workshop/", facilitator.workshop, name="workshop"),
    path(ROUND + "workshop/counters/", facilitator.workshop_counters, name="workshop-counters"),
    path(ROUND + "workshop/notes/", facilitator.workshop_notes, name="workshop-notes"),
    path(ROUND + "workshop/projector/", projector.projector, name="projector"),
    path(ROUND + "workshop/projector/state/", projector.projector_state, name="projector-state"),
    path(ROUND + "workshop/ballots/", paper.ballots, name="workshop-ballots"),
    path(ROUND + "workshop/typing/<uuid:session_id>/", paper.typing, name="workshop-typing"),
    path(ROUND + "workshop/rehearsal/", rehearsal.rehearsal, name="rehearsal"),
    path(
        ROUND + "workshop/rehearsal/progress/",
        rehearsal.rehearsal_progress,
        name="rehearsal-progress",
    ),
    path(ROUND + "workshop/<slug:step>/", facilitator.workshop_step, name="workshop-step"),
    path(PEOPLE, people.people, name="people"),
    path(PEOPLE + "invite/", people.colleague_new, name="colleague-new"),
    path(
        PEOPLE + "invitations/<uuid:invitation_id>/withdraw/",
        people.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path(PEOPLE + "<uuid:membership_id>/", people.member_edit, name="member-edit"),
    path(PEOPLE + "<uuid:membership_id>/remove/", people.member_remove, name="member-remove"),
    path("welcome/<str:token>/", welcome.welcome, name="welcome"),
    path("facts/<str:signed>/", facts.owner_facts, name="fact-owner"),
]
