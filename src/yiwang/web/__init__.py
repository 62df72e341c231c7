"""All HTTP: pages, fragments and the API. Decides nothing."""
