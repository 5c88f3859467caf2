"""One window for a data folder: a second start hands over what it was asked, and the first comes forward."""
