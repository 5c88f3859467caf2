"""What codes look like, wherever they are told from other text. Which of them exist, the shelf says."""

import re

CODE = re.compile(r"[0-9A-Z]{5}")
"""A code of CPT or HCPCS Level II, in capitals."""
MODIFIER = re.compile(r"[0-9A-Z]{2}")
ZIP_CODE = re.compile(r"(\d{5})(?:-?\d{4})?", re.ASCII)
"""A ZIP code of five or nine digits; the group has the five."""
DOTTED_DIAGNOSIS = re.compile(r"[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}")
"""A diagnosis of ICD-10-CM in capitals, which its dot tells from a code of HCPCS Level II."""
