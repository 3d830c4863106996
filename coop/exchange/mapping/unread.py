"""What a rule of reading says where it cannot read, and will not guess."""


class NotRead(ValueError):
    """A value that stays unresolved; as a string, the sentence that says why."""
