"""The project's own configuration file: the nearest one above an article, and words and phrases added to one.

Adding needs tomlkit (`pip install 'newslint[review]'`), which keeps a file's comments. It may import model and rules.
"""
