"""Claims out of FHIR R4: Claim and ExplanationOfBenefit, alone, in a Bundle or list, or one a line."""
