"""The bundled reference database."""
