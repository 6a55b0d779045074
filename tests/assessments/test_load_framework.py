"""Loading frameworks: complete messages, nothing changed by a bad file, versions that stay."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from assessments.framework_files import BUILT_IN
from assessments.models import Framework, FrameworkVersion
from assessments.selectors.frameworks import framework_of, newest_version, stored_version
from assessments.services.frameworks import (
    FrameworkConflictError,
    load_framework,
    publish_framework,
)
from scoring.framework import Framework as FrameworkSpec
from scoring.framework import load

pytestmark = pytest.mark.django_db

FILE = BUILT_IN / "crm-readiness-2.yaml"
NAME = "crm-readiness version 2"


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("load_framework", *map(str, arguments), stdout=out)
    return out.getvalue()


def changed(folder: Path, **replacements: str) -> Path:
    """Return a copy of the built-in file with top-level keys given other values."""
    lines = FILE.read_text().splitlines()
    for key, value in replacements.items():
        place = next(i for i, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[place] = f"{key}: {value}"
    path = folder / "changed.yaml"
    path.write_text("\n".join(lines))
    return path


def stored() -> list[tuple[str, int, str, bool]]:
    rows = FrameworkVersion.objects.order_by("framework__slug", "number")
    return list(rows.values_list("framework__slug", "number", "checksum", "published"))


def test_all_loads_what_comes_along_and_a_second_time_changes_nothing() -> None:
    spec = load(FILE)
    expected = [("crm-readiness", 2, spec.checksum, True)]
    assert run("--all") == f"Loaded {NAME} (73 items, 9 gates).\n"
    assert stored() == expected
    assert run("--all") == f"{NAME} is loaded already; nothing to do.\n"
    assert stored() == expected


def test_the_new_version_comes_beside_the_one_that_is_stored() -> None:
    """A database of the first release holds version 1, and rounds keep to it."""
    spec = load(FILE).to_spec()
    for section in ("statistics", "comparisons", "priorities", "decay", "findings"):
        del spec[section]
    first = publish_framework(spec=FrameworkSpec.from_spec(spec | {"version": 1}))
    assert run("--all") == f"Loaded {NAME} (73 items, 9 gates).\n"
    assert [(number, checksum) for _slug, number, checksum, _published in stored()] == [
        (1, first.checksum),
        (2, load(FILE).checksum),
    ]
    newest = newest_version("crm-readiness")
    assert newest is not None
    assert newest.number == 2
    assert framework_of(first.pk).findings is None
    assert framework_of(newest.pk) == load(FILE)


def test_what_is_stored_is_what_the_file_says() -> None:
    version = load_framework(path=FILE)
    version.refresh_from_db()
    assert version.parsed() == load(FILE)
    assert version.parsed().checksum == version.checksum
    assert framework_of(version.pk) == load(FILE)


def test_content_is_read_once_per_process(django_assert_num_queries) -> None:
    version = load_framework(path=FILE)
    with django_assert_num_queries(1):
        assert framework_of(version.pk) is framework_of(version.pk)


def test_the_same_number_with_other_content_is_refused(tmp_path: Path) -> None:
    load_framework(path=FILE)
    before = stored()
    path = changed(tmp_path, title='"Another title"')
    with pytest.raises(CommandError) as caught:
        run(path)
    assert str(caught.value) == (
        f"{path}: Version 2 of crm-readiness is published with other content, and a published"
        " version never changes. Give the changed file a new version number. Nothing was changed."
    )
    assert stored() == before
    with pytest.raises(FrameworkConflictError):
        load_framework(path=path)


def test_a_new_number_is_a_new_version_and_gives_the_framework_its_title(tmp_path: Path) -> None:
    load_framework(path=FILE)
    load_framework(path=changed(tmp_path, version="3", title='"Another title"'))
    assert [(slug, number) for slug, number, _sum, _published in stored()] == [
        ("crm-readiness", 2),
        ("crm-readiness", 3),
    ]
    assert Framework.objects.get().title == "Another title"
    assert newest_version("crm-readiness") == stored_version("crm-readiness", 3)


def test_an_older_version_loaded_later_leaves_the_title(tmp_path: Path) -> None:
    load_framework(path=changed(tmp_path, version="3", title='"Another title"'))
    load_framework(path=FILE)
    assert Framework.objects.get().title == "Another title"
    newest = newest_version("crm-readiness")
    assert newest is not None
    assert newest.number == 3


def test_every_problem_of_every_file_is_told_and_nothing_is_stored(tmp_path: Path) -> None:
    wrong = changed(tmp_path, version="zero", language="12")
    missing = tmp_path / "missing.yaml"
    with pytest.raises(CommandError) as caught:
        run(FILE, wrong, missing)
    assert str(caught.value).splitlines() == [
        f'{wrong}: version: expected a whole number from 1 to 1000000, found "zero"',
        f"{wrong}: language: expected a language code such as en, found 12",
        f"{missing}: expected a readable file, found No such file or directory",
        "3 problems; nothing was changed.",
    ]
    assert stored() == []


def test_a_conflict_in_one_file_leaves_the_others_unloaded(tmp_path: Path) -> None:
    load_framework(path=FILE)
    other = tmp_path / "other.yaml"
    other.write_text(FILE.read_text().replace("slug: crm-readiness", "slug: other"))
    before = stored()
    with pytest.raises(CommandError):
        run(other, changed(tmp_path, title='"Another title"'))
    assert stored() == before


def test_an_item_code_used_twice(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text(FILE.read_text().replace("code: S1c", "code: S1a"))
    with pytest.raises(CommandError) as caught:
        run(path)
    assert str(caught.value).splitlines() == [
        f"{path}: dimensions[0].capabilities[0].items[2].code: expected a code used once,"
        ' found "S1a"',
        "1 problem; nothing was changed.",
    ]


REFUSAL = "a published framework version cannot be changed"


def test_the_database_refuses_to_change_a_published_version() -> None:
    version = load_framework(path=FILE)
    rows = FrameworkVersion.objects.filter(pk=version.pk)
    for change in ({"spec": {}}, {"checksum": "x"}, {"number": 7}, {"published": False}):
        with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
            rows.update(**change)
    version.checksum = "x"
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        version.save()
    with (
        pytest.raises(DatabaseError, match=REFUSAL),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE assessments_frameworkversion SET checksum = 'x'")
    version.refresh_from_db()
    assert version.checksum == load(FILE).checksum


def test_negative_control_an_unpublished_version_may_change() -> None:
    framework = Framework.objects.create(slug="draft", title="Draft")
    version = FrameworkVersion.objects.create(framework=framework, number=1, spec={})
    version.checksum = "x"
    version.save()
    version.refresh_from_db()
    assert version.checksum == "x"


def test_negative_control_without_the_trigger_the_change_goes_through() -> None:
    version = load_framework(path=FILE)
    on_table = " ON assessments_frameworkversion" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER framework_version_immutable{on_table}")
    assert FrameworkVersion.objects.filter(pk=version.pk).update(checksum="x") == 1
