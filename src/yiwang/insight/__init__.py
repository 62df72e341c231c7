"""Insight: what a text is about, who should act, was it said before, was it answered.

It suggests and says why; a person decides. Rooms beside each other: `reading` (what stands in a
text), `classes` (class and unit), `alike` (the same matter again), `topics` (what is rising),
`replies` (whether an answer answers). None writes to a case.
"""
