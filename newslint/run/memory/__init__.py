"""What is remembered of files from run to run, so that what did not change is not checked again."""
