"""The sources of the rules by which amounts are changed, by their ids in `data/sources.toml`."""

NOTES = "cms-rvu25d-notes"
"""The documentation of the relative value file: formula, cap, multiple and bilateral procedures."""
ASSISTANTS = "noridian-assistants"
"""Shares of the fee for assistants at surgery and co-surgeons."""
OUTPATIENT = "noridian-opps-indicators"
"""What the status indicators of hospital outpatient payment mean."""
DISCOUNT = "cms-discount-fraction"
"""The share that a hospital is paid for a further procedure with status T."""
CENTER = "fcso-asc-indicators"
"""What the payment indicators of ambulatory surgical centers mean."""
CENTER_DISCOUNT = "aapc-asc-multiple"
"""The share that an ambulatory surgical center is paid for a further procedure."""

AUTHORITIES = (NOTES, ASSISTANTS, OUTPATIENT, DISCOUNT, CENTER, CENTER_DISCOUNT)
