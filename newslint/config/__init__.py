"""What users say: newslint.toml, sidecar files, baselines, and comments that suppress findings.

It may import model and rules.
"""
