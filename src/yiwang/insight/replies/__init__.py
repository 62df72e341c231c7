"""Whether a reply answers: judged by stated rules, each finding with the words that speak for it.

It never blocks and never decides: it says what is missing, to who writes and to who checks.
"""
