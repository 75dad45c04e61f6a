"""Floor 5: a class on a JupyterHub of the town's own, on one machine (`deploy/README.md` is its manual).

One file, `class.toml`, says who learns and who trains. From it come the accounts of the system (`accounts`), the
folders with their owners (`folders`), what the windows of learners and trainers show (`windows`) and the
configuration of JupyterHub (`config`). A learner's short code is the name of the account and, by that, the student id
of nbgrader: the three cannot drift apart, and a submission under somebody else's code is noticed by its owner.
"""
