"""Training of the full reader's encoder: base, pieces, net, exercises, losses, training, graph."""
