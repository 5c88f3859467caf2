"""Every way in which a claim comes in or is kept. No Qt."""
