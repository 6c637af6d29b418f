"""Backups of a SQLite database with the files that its records name: made while the server works, checked, restored.

A place for backups is a folder::

    20261129-140502Z/leitai.db       the database as it was at one moment, one file
    20261129-140502Z/backup.json     what it holds, with the hash of the database: a folder with this file is whole
    20261129-140502Z/secrets.json    what the database alone does not have
    files/ab/cdef…                   the files by their SHA-256, each once for all backups
    .new-…                           a backup on its way; nobody takes it for one

The folder of a backup gets its name when everything in it is on the disk and checked, so that a backup is whole or is
not there, whenever the machine stops.
"""
