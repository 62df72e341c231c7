"""Questions in plain words: a grammar that gives a plan, asks back, or names what it misses.

It guesses nothing: every word of a question is accounted for.
"""
