"""The pages of frozen figures: publish a period, read it, object to it, decide, replay."""
