"""The sources of rules that are no row of data/, by their ids in `data/sources.toml`."""

NOTES = "cms-rvu25d-notes"
"""The documentation of the relative value file: formula, cap, multiple and bilateral procedures."""
OUTPATIENT = "noridian-opps-indicators"
"""What the status indicators of hospital outpatient payment mean."""
CENTER = "fcso-asc-indicators"
"""What the payment indicators of ambulatory surgical centers mean."""

AUTHORITIES = (NOTES, OUTPATIENT, CENTER)
