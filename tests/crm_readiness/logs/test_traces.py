"""The places of an error: causes first, without their texts."""

from crm_readiness.logs.traces import places_of


def fail(text):
    raise ValueError(text)


def caught(text):
    try:
        try:
            fail(text)
        except ValueError as error:
            raise KeyError(text) from error
    except KeyError as error:
        return error


def without_lines(text):
    return [line.split(", line")[0].split("/")[-1] for line in text.splitlines()]


def test_classes_and_places_stand_there_and_no_text():
    places = places_of(caught("K7QM2XPD"))
    assert "K7QM2XPD" not in places
    here = 'test_traces.py"'
    assert without_lines(places) == [here, here, "ValueError", here, "KeyError"]
    assert places.splitlines()[1].endswith(", in fail")


def test_a_group_names_what_is_in_it():
    group = ExceptionGroup("K7QM2XPD", [ValueError("K7QM2XPD"), KeyError("K7QM2XPD")])
    assert places_of(group) == "ExceptionGroup: ValueError: KeyError"


def test_errors_that_lead_to_each_other_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert places_of(first) == "KeyError\nValueError"


def test_a_hidden_context_stays_hidden():
    error = caught("x")
    error.__cause__ = None
    error.__suppress_context__ = True
    assert "ValueError" not in places_of(error)
