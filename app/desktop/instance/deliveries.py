"""From the door to the window: a small thread reads what later starts ask, the window takes it in its own."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from app.coding.errors import InputError
from app.coding.requests import Request, read_request
from app.desktop.instance.channel import REFUSED, TAKEN
from app.desktop.instance.joining import Door, Visitor

_PATIENCE = 8.0  # seconds; the start that waits has more of them
_ENDING = 1.0


class Delivery:
    """A request that is taken once, or given up by the thread that brought it; never both."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._lock = threading.Lock()
        self._taken = threading.Event()
        self._is_over = False

    def take(self) -> Request | None:
        """The request; None when nobody waits for it any more."""
        with self._lock:
            if self._is_over:
                return None
            self._taken.set()
            return self._request

    def is_taken_within(self, seconds: float) -> bool:
        """Wait for it to be taken; when it is not, it is given up."""
        self._taken.wait(seconds)
        with self._lock:
            self._is_over = True
            return self._taken.is_set()


class Deliveries(QObject):
    """Signals: `came(Delivery)`, from the thread of the door: connect it queued."""

    came = Signal(object)

    def __init__(self, door: Door, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._thread = threading.Thread(target=self._serve, name="later starts", daemon=True)

    def start(self) -> None:
        """Let in who waits and who comes."""
        self._thread.start()

    def close(self) -> None:
        """Let nobody in any more, and let the thread end."""
        self._door.close()
        self._thread.join(_ENDING)

    def _serve(self) -> None:
        while True:
            try:
                visitor = self._door.wait()
            except OSError:
                return
            if visitor is not None:
                self._receive(visitor)

    def _receive(self, visitor: Visitor) -> None:
        try:
            delivery = Delivery(read_request(visitor.read()))
        except InputError:
            visitor.answer(REFUSED)
            return
        self.came.emit(delivery)
        visitor.answer(TAKEN if delivery.is_taken_within(_PATIENCE) else REFUSED)
