"""Floor 5: what a trainer takes into a room, made from the lessons: plan, slides, handout, quiz, cards, sheets."""
