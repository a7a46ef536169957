"""Search: what is found is worked out while the site is built, as MiniSearch's own index, in parts.

MiniSearch (7.2, no dependencies, 20 KB gzip, maintained) was chosen over FlexSearch: it finds words with
typing errors, weighs fields in one score, and its index is a documented JSON object that can be put
together from parts that are remembered page by page.
"""
