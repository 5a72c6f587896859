"""Review: what the machine proposes, and what waits for a second person, judged beside the words that it rests on."""
