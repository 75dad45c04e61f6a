"""Floor 5: the lessons as notebooks for JupyterLab and Notebook, made from the same pages as the book.

A page is read by the book's own extension, so directives, roles, facts and translations mean the same here; then a
builder of ours writes it as a notebook of plain Markdown and code cells that look finished before they run. What is
made stands in `_build/lab` and is made anew each time; answers are in the record, never in a notebook.

Why not the MyST sources with jupyterlab-myst (2.7.0 was looked at): it would render the standard directives, but it
cannot be taught ours (its issues 45 and 266: unknown directives are shown as errors), and facts with dates, citations,
translations and figures come from Python that it cannot call. It would also be one more extension that a
municipality's JupyterHub must have. Generated notebooks need none.
"""
