"""Floor 4: how exercises meet nbgrader; nothing here runs what a learner wrote.

An exercise becomes a notebook of nbgrader (`notebook`) and a file with its keys (`keys`), which lies outside of
everything that learners get. Answers lie in a file beside the notebook. When nbgrader grades, that file is read and
scored (`score`) in the place of a kernel (`preprocessor`); the notebook that a learner returned is only a carrier
and is made anew from the source (`carrier`). `run` does the same for a whole session in one process, `regrade` after a
corrected key, `feedback` for learners. Files from outside are looked at first (`safe_files`, `safe_zip`, `hooks`).
`sandbox` runs code of learners where an exercise has been set up for that, and nowhere else.
"""
