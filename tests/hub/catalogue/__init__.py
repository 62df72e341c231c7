"""Tests of the catalogue, of requests and grants, and of the gate."""
