"""Page images → tables and lines of text, by two recognisers as witnesses.

``sheet`` opens an image, ``straighten`` turns it upright, ``rules`` finds what is ruled on it,
``strips`` cuts a cell into lines of ink, ``recogniser`` reads one, ``witness`` weighs what two say,
``page`` puts it all together; ``images`` reads one page after the other.
"""
