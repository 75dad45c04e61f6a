"""The second room of the desk: the map of a town, brought together with buttons.

Who uses it: the coordinator of the map, with little time and no terminal. What they do first: begin a map, and save a
form that colleagues fill. What can go wrong: a file that came back is broken, newer, no table, or names a suspect; two
colleagues wrote different things; the disk is full. Each is a sentence beside the button, and what was there stays.

`steppingup.mapping.folder` does the work; here it is shown.
"""
