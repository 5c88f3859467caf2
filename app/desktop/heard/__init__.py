"""What a screen reader is told of widgets that are painted: their texts, headings, links and cells."""
