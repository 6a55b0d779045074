"""Files made from a report: pure functions from values to bytes, always the same."""
