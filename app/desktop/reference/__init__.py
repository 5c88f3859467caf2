"""The page view, comparison, decision and first page, and the trail of pages seen."""
