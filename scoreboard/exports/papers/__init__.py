"""The papers of an award review: a value in, a Word document, a workbook or the blocks of a page out."""
