"""Official CMS files: recognized, proved, installed as one immutable file an edition, and compared.

recognize(path)                  what each file is
install(paths, folder, progress) read, check and install in this process
background.start(paths, folder)  the same in a process of its own
compare(shelf, one, other)       what changed between two editions
staleness(editions, today)       what is in force, until when, and what is due
"""

from app.releases.comparison import Change, Comparison, compare
from app.releases.found import Found
from app.releases.installation import Outcome, Step, install
from app.releases.recognition import recognize
from app.releases.standing import Status, staleness

__all__ = [
    "Change",
    "Comparison",
    "Found",
    "Outcome",
    "Status",
    "Step",
    "compare",
    "install",
    "recognize",
    "staleness",
]
