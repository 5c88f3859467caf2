"""Benchmarks: each measures beside its floor, in the same run."""
