"""What stands on the page of one record besides its form: hooks that mixins extend."""


class RecordPage:
    """The last of a page's classes before Django's: each mixin adds to what ``super()`` gives."""

    def tools(self, request, obj) -> list[dict]:
        """Links above the form, each a label and an address: what else can be done with it."""
        return []

    def panels(self, request, root) -> list[dict]:
        """What stands above the form about the record that it belongs to.

        Each is a dictionary with its ``template``, which gets it as ``panel``.
        """
        return []
