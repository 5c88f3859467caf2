"""Local policy: a team's signed rules and notes on the shared shelf."""
