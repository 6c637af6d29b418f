"""Tests of the papers of an award review."""
