"""A campaign in words, two modules for each language; ``campaign_print`` puts the sentences in order."""
