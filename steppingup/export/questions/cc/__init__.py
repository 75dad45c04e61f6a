"""Common Cartridge 1.1: pages of the book and a quiz for each lesson, to edit in the platform.

- ``pages.py``: a built page as a plain page of its own, with its figures as files;
- ``pieces.py``: what the format cannot ask at once, in pieces; ``judge.py``: what differs from the course;
- ``quiz.py``: a quiz (the cartridge's profile of QTI 1.2.1); ``package.py``: the manifest and the zip file.
"""
