/** The script of an exercise: its page, in a book or alone, and its live widget. */
export {};
