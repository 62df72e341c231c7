"""Questions in plain words: asked of the figures, with the words that a district agreed on."""
