"""The room of the desk where a trainer prepares: a kit for a session, and the course for another system.

Who uses it: a trainer with an hour before a room of twenty; later, whoever brings the course to the town's learning
platform. What they do first: tick a chapter, choose the minutes, give a name, press the button. What can go wrong:
nothing is ticked, the time is too short or too long for it, nothing of it is for these roles, the name is taken, the
disk is full. Each is a sentence beside the button, and nothing is made.
"""
