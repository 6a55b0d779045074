"""The parts of a scorecard, each described from the arrays of a round."""
