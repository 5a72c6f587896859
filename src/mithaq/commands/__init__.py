"""The commands, one module for each family; `mithaq.cli` lists them all."""
