"""A room of scripted phones with facilitator and projector, against the real product."""
