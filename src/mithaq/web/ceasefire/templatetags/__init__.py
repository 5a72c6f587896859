"""What templates of incidents say of harm and places."""
