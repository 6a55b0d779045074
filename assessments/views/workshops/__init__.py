"""Pages of live workshops: phones, the projector, the facilitator."""
