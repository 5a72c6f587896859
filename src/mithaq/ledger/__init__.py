"""The ledger: append-only entries in a database, leaves of a Merkle tree; one module writes, one reads state."""
