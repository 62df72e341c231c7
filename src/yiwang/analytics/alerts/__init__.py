"""Alerts (指标预警): people are told once when a figure crosses its line."""
