"""People and housing (人房信息): who lives where, who looked after them when, who read what."""
