"""The whole book, or one chapter of it, as one file that a platform or a web server takes.

- ``site.py`` builds the book and reads its pages into memory; ``selection.py`` and ``links.py`` make one chapter of it;
- ``shell.py`` adds the thin page that holds the session with a platform, and its data (``frontend/src/package/``);
- ``manifest.py`` and ``structure.py`` write what each kind of platform reads first;
- ``archive.py`` packs it all, and ``put.py`` puts it in its place;
- ``zip.py``, ``scorm12.py``, ``scorm2004.py`` and ``cmi5.py`` are the formats.
"""
