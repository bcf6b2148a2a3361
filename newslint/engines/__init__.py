"""The same linter where users have their data: in processes of one machine, on tables, on clusters, in pipelines.

Each engine is a module with the name that its users know. It is imported where it is used, and so is the library that
it is for.

It may import model, config, profile, linter, files and run.
"""
