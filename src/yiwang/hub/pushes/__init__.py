"""What is pushed upward to the city: tables and the catalogue, in parts, each with its receipt."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "parts")
