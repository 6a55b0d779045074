"""Addresses of the participant's side; part of the namespace `assessments`."""

from django.urls import path

from assessments.views import answering, joining, taps
from assessments.views.workshops import phones, simulated

ANSWER = "answer/<uuid:round_id>/"
REHEARSAL = "answer/rehearsal/<uuid:session_id>/"

urlpatterns = [
    path(ANSWER + "taps/", taps.answer_taps, name="answer-taps"),  # first: asked the most
    path(ANSWER + "live/state/", phones.live_state, name="live-state"),
    path(ANSWER + "live/votes/", phones.live_vote, name="live-vote"),
    path(ANSWER + "live/seat/", phones.live_attend, name="live-attend"),
    path(ANSWER + "live/is-on/", phones.live_is_on, name="live-is-on"),
    path(ANSWER + "live/", phones.live, name="live"),
    path(REHEARSAL + "state/", simulated.rehearsal_state, name="rehearsal-state"),
    path(REHEARSAL + "votes/", simulated.rehearsal_vote, name="rehearsal-vote"),
    path(REHEARSAL + "seat/", simulated.rehearsal_seat, name="rehearsal-seat"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join_code, name="join-code"),
    path("i/<str:link>/", joining.invitation, name="invitation"),
    path(ANSWER, answering.answer, name="answer"),
    path(ANSWER + "review/", answering.answer_review, name="answer-review"),
    path(ANSWER + "submit/", answering.answer_submit, name="answer-submit"),
    path(ANSWER + "receipt/", answering.receipt, name="receipt"),
    path(ANSWER + "<slug:capability>/", answering.answer_place, name="answer-place"),
]
