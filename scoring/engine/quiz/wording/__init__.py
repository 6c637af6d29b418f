"""A rule sheet in words, a module for each language; ``rule_sheet_print`` puts the sentences in order and numbers
them."""
