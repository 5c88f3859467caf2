"""Pages of the library as text: for the clipboard, the printer and the command line. No Qt."""
