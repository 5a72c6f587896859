"""The shift log of the operations room: lines that are never changed, and what one shift hands to the next."""
