"""From typed text to hits."""
