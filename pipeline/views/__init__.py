"""What people look at: the report, the workbook, explanations and lists of what is open.

Made of what is published.
"""
