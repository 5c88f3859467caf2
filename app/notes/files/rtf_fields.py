r"""Of an RTF document, what its symbol fonts and form fields draw (Rich Text Format Specification 1.9.1).

A box is a letter in such a font, a field `SYMBOL`, or a form field; a list shows the entry that was chosen.
"""

from app.notes.files.boxes import is_symbol_font, of_instruction, of_state, symbol

_CHECK_BOX, _LIST, _UNDEFINED = 1, 2, 25


class Fonts:
    """The names of the fonts of a document, by their numbers."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}

    def name(self, font: int, text: str) -> None:
        """A part of the name of a font; a semicolon ends it."""
        self._names[font] = self._names.get(font, "") + text.partition(";")[0]

    def drawn(self, font: int, text: str) -> str:
        """The letters of a text; of a symbol font the boxes, and a space for any other sign.

        >>> fonts = Fonts()
        >>> fonts.name(3, "Wingdings;")
        >>> fonts.drawn(3, "o"), fonts.drawn(0, "o")
        ('\u2610', 'o')
        """
        name = self._names.get(font, "")
        if not is_symbol_font(name):
            return text
        return "".join(symbol(name, ord(letter)) or " " for letter in text)


class Field:
    """What the instruction of a field says."""

    def __init__(self) -> None:
        self._instruction = ""
        self._values: dict[str, int] = {}
        self._entries = [""]

    def property(self, name: str, number: int) -> None:
        """A property of a form field, such as its result."""
        self._values[name] = number

    def letters(self, within: str, text: str) -> None:
        """Letters of the instruction, or of an entry of a list."""
        if within == "ffl":
            self._entries[-1] += text
        elif within == "fldinst":
            self._instruction += text

    def entry_ends(self) -> None:
        """An entry of a list is complete."""
        self._entries.append("")

    def shown(self) -> str:
        """The box, the chosen entry, or nothing: what other fields show is text of its own."""
        kind, result = self._values.get("fftype", 0), self._values.get("ffres", _UNDEFINED)
        if result == _UNDEFINED:
            result = self._values.get("ffdefres", 0)
        if kind == _CHECK_BOX:
            return of_state(result == 1)
        if kind == _LIST:
            return self._entries[result] if 0 <= result < len(self._entries) else ""
        return of_instruction(self._instruction)
