"""The command that brings readings to cases without a record."""
