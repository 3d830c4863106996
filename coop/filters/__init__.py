"""What may be asked of each list, and how many records every answer would leave."""
