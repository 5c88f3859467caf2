"""Theme, style, fonts, icons and severity shapes."""
