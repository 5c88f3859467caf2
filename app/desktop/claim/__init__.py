"""Check a claim: the form, the lines grid, the flags panel and the export of the checklist."""
