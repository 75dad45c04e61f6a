"""The third room of the desk: training needs, from files of answers to a report, with buttons.

Who uses it: the evaluator, who knows what may leave the house, and no terminal. What they do first: begin an evaluation
and give the files, or look around with invented answers. What can go wrong: the folder is gone, a file is broken, a
code has a typing error, the disk is full. Each is a sentence beside the button, and what was there stays.

`steppingup.evaluation.folder` and `folder_work` do the work; here it is shown.
"""
