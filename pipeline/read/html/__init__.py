"""Reads HTML pages."""
