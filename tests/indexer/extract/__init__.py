"""Tests of the extractors; what they read they write themselves."""
