"""Files that people attach: what each is by its content, and pictures of its pages.

    recognise(name, data)              the kind of a file and its pages, or a refusal in words
    draw(kind, data, first, count)     pictures of some pages of a PDF or of a photograph

Both parse what strangers' programs wrote, partly in native code: they run in the file reader's process, never in the
server's.
"""
