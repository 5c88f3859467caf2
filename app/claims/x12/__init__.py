"""X12 files: 837P and 837I claims, 835 remittances. Nothing that names a person is kept."""
