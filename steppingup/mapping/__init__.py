"""Floor 5: the map of a town, from what people wrote in its sheets to what a council reads in ten minutes.

`importing` reads tables of offices into it, and `personal` warns of what points at a person; `workbook` turns map files
into tables; `coverage`, `matrix`, `services`, `plan` and `training` say what they show; `small` keeps back what could
point at a person; `report/` writes it all as Word, Excel, CSV and a page.
"""
