"""x."""
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List
class SandboxExecute(NbGraderPreprocessor):
    execute = List().tag(config=True)
    def preprocess(self, nb, resources):
        return nb, resources
