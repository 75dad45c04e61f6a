"""The report of a map: a page, a Word file for the council, an Excel workbook, CSV files and figures.

Two audiences. The *working group* reads everything that was written. The *public* version, which a council may publish,
keeps back small numbers of people, notes, answers in words, sensitive choices, whatever is nearer than a district, and
all but the themes of the sheet on who gains. It says how much it keeps back.
"""
