"""Addresses of people's own data."""

from django.urls import path

from accounts import personal_views

MEMBER = "w/<slug:workspace>/people/<uuid:membership_id>/"

urlpatterns = [
    path("your-data/", personal_views.own_data, name="own-data"),
    path("your-data/file/", personal_views.own_data_file, name="own-data-file"),
    path(f"{MEMBER}data/", personal_views.member_data, name="member-data"),
    path(f"{MEMBER}data/file/", personal_views.member_data_file, name="member-data-file"),
]
