"""Floor 5: the course inside other people's systems. Each format is one module that is imported when it is asked for.

- ``formats.py`` names the formats and where each is written;
- ``request.py`` is what somebody asks for, checked before anything is made;
- ``out_file.py`` puts a finished file in its place.

``questions/`` writes the bank of questions, ``packages/`` the whole book.
"""
