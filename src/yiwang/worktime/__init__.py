"""Holidays, make-up workdays and shifts by year, published as editions."""
