"""Signs that mean something wherever they stand: quotation marks, bullets, capital letters, blanks."""
