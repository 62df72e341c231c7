"""Quality of the resources: runs, scores, and what is sent back to its unit (回流)."""
