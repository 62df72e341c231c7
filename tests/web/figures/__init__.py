"""The pages of figures and the cockpit."""
