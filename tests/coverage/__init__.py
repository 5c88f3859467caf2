"""What coverage articles list."""
