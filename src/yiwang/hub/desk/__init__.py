"""What waits for whoever keeps the hub: late, wrong, unused, asked for, to be decided.

Each topic reads the room that it is about and gives the very things that it counts.
"""
