"""QTI 2.1 and 3.0. Both say the same in other names, so items and tests are built once, in the names of 2.1.

- ``names.py``: ids that QTI allows, and back;
- ``body.py``: what a learner sees; ``scoring.py``: how it is scored; ``item.py``: one item of both;
- ``package.py``: the test with its sections, the manifest, the zip file;
- ``dialect.py``: the names of one version; ``judge.py``: what differs from the course.
"""
