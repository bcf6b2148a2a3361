"""What fixes changed in files, kept so that they can be undone to the byte."""
