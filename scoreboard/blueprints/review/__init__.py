"""The desks of an award review (评选); each page's address begins with ``/r/<review>``.

``files``: what is attached to drafts and documents, sent in parts, looked at page by page.  ``access`` says what it
asks of the pages that it serves: who may read and write what.
"""
