"""Reading live workshops: who is in the room, what it votes on, what its screens show."""
