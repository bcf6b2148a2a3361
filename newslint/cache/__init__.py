"""Bytes kept between runs, each sealed and checked before it is believed. It may import model."""
