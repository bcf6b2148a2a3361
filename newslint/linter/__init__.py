"""Linter."""
