"""Rules and languages, from YAML files to values; a kind is loaded by its name. It may import model and cache."""
