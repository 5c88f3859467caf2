"""Official CMS files: recognized, proved, installed as one immutable file an edition, and compared.

recognition.recognize(path)                   what each file is
installation.install(paths, folder, progress) read, check and install in this process
background.start(paths, folder)               the same in a process of its own
comparison.compare(shelf, one, other)         what changed between two editions
standing.staleness(editions, today)           what is in force, until when, and what is due

None is imported here: a process that packs a part needs no library, and starts in half the time.
"""
