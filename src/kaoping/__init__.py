"""Kaoping (考评): a government's yearly performance assessment, scored exactly, explained and reproducible."""

__version__ = "0.1.0"
