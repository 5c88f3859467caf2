"""The command line: one small module a command, from the same code as the window.

Every command is a function from the parsed arguments and the installation to an exit status: 0 fine or clean,
1 issues found, 3 incomplete. Trouble with the input or the installation is raised, and ends in status 2 with
one sentence.
"""
