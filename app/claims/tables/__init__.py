"""Claims out of a practice system's table: CSV, TSV or XLSX, with headings in whatever words it uses."""
