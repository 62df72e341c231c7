"""Quality of resources: rules, runs, and what goes back."""
