"""What other systems hold, into a record: each row or entity with the cells that it rests on."""
