"""The review on engines for many claims: jobs for Spark and DuckDB, and the proof that all roads agree."""
