"""The verbs: everything that changes the registry goes through this room.

There is one write path. ``recording()`` opens a transaction and a revision; on leaving,
it brings everything that follows from the change up to date.
"""

from coop.curation.recording import Recording, active, recording

__all__ = ["Recording", "active", "recording"]
