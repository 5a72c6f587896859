"""What the templates of field reports can say beside what all templates can."""
