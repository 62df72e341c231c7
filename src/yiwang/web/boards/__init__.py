"""The dispatcher's and the supervisor's boards."""
