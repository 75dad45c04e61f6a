"""Floor 5: a training session, from the first code to the last file deleted.

A session is a directory which is a course of nbgrader, so every command of nbgrader and its formgrader work in it
unchanged. People do four things with it: prepare (`new`, `roster`), hand out (`handout`), take back and grade
(`collect`, `results`) and clean up (`close`). Names of learners stand in `roster.csv` alone; everything else, the
gradebook too, knows short codes only.
"""
