"""Running live workshops: coming in, voting, moving on, agreeing, ending."""
