"""How much programs may ask of the gate at once; read by the description of the API."""

# Rows of one page, and signs of what leads to the next one.
MOST_ROWS = 1000
LONGEST_CURSOR = 2000
