from nbconvert.exporters import HTMLExporter
class FeedbackExporter(HTMLExporter):
    """x"""
