"""Bodies are bounded before a form is parsed; files reach only the views that take them."""

import io

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from accounts.bodies import takes_files

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

KILOBYTE = 1024


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} fields, {len(request.FILES)} files")


@takes_files(4 * KILOBYTE)
def upload(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.FILES["file"], TemporaryUploadedFile)
    return form(request)


urlpatterns = [
    path("form/", form),
    path("upload/", upload),
    path("", include("crm_readiness.urls")),
]


def a_file(size: int = 10) -> io.BytesIO:
    content = io.BytesIO(b"x" * size)
    content.name = "answers.csv"
    return content


def test_a_form_of_usual_size_passes() -> None:
    assert Client().post("/form/", {"a": "1", "b": "2"}).content == b"2 fields, 0 files"


def test_a_large_body_is_refused_by_its_declared_length_alone() -> None:
    refused = Client().post("/form/", b"", content_type="text/plain", CONTENT_LENGTH="1000000000")
    assert refused.status_code == 413
    assert "larger than this page takes" in refused.content.decode()


def test_a_script_is_told_in_json() -> None:
    refused = Client().post(
        "/form/", b"{}", content_type="application/json", CONTENT_LENGTH="1000000000"
    )
    assert (refused.status_code, refused.json()) == (413, {"status": 413, "reason": "too_large"})


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_packed_body_is_refused(packing: str) -> None:
    refused = Client().post("/form/", {"a": "1"}, headers={"Content-Encoding": packing})
    assert refused.status_code == 415


def test_identity_is_no_packing() -> None:
    passed = Client().post("/form/", {"a": "1"}, headers={"Content-Encoding": "identity"})
    assert passed.status_code == 200


def test_a_body_of_unknown_length_is_refused() -> None:
    refused = Client().post("/form/", {"a": "1"}, headers={"Transfer-Encoding": "chunked"})
    assert refused.status_code == 411


def test_a_file_is_refused_where_none_is_taken() -> None:
    assert Client().post("/form/", {"file": a_file()}).status_code == 400


@override_settings(FILE_UPLOAD_HANDLERS=["django.core.files.uploadhandler.MemoryFileUploadHandler"])
def test_with_djangos_own_handlers_it_would_be_read() -> None:
    assert Client().post("/form/", {"file": a_file()}).content == b"0 fields, 1 files"


def test_a_view_that_takes_files_gets_them_up_to_its_bound() -> None:
    assert Client().post("/upload/", {"file": a_file()}).content == b"0 fields, 1 files"
    assert Client().post("/upload/", {"file": a_file(5 * KILOBYTE)}).status_code == 413


def test_a_form_of_too_many_fields_is_refused() -> None:
    fields = {f"field-{number}": "1" for number in range(501)}
    assert Client().post("/form/", fields).status_code == 400
