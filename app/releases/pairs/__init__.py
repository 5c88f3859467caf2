"""The procedure-to-procedure table: millions of rows, packed, installed and compared."""
