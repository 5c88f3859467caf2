"""The text of a note in a file: plain text, RTF, DOCX, HTML and text PDF. Nothing is written anywhere."""
