"""The one refusal of this folder."""


class PaperRefused(Exception):
    """The file is not taken; the text says why and what to do, in words for the person who sent it."""
