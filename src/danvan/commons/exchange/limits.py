"""How much a file may hold, and the refusal of a file that holds more or cannot be read at all."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

FILE_BYTES = 25 * 2**20
PART_BYTES = 96 * 2**20  # one unpacked part of a zip, and all that is read of one file
DIRECTORY_BYTES = 2 * 2**20  # the list of parts of a zip: some 20,000 of them
SHEETS = 200
ROW = 1_048_576
ROWS = 100_000  # rows that hold something
COLUMN = 16_384
CELLS = 800_000  # cells that hold something
CELL_CHARACTERS = 1_000_000
CHARACTERS = 40_000_000  # in all cells, the repeated ones counted each time
DEPTH = 256
ELEMENTS = 3_000_000  # in all parts of one file: a list of 100,000 rows has some 2.5 million
RUNS = 32_767  # changes of font within one cell
SECONDS = 20.0
CHILD_BYTES = 1000 * 2**20


class FileRefused(Exception):
    """A file that is refused as a whole; its text is a reason that says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Budget:
    """What one file has used so far; every reader draws on it, so no way of repeating a text escapes."""

    rows: int = 0
    cells: int = 0
    characters: int = 0

    def row(self) -> None:
        """Count one row that holds something; raises FileRefused beyond the limit."""
        self.rows += 1
        if self.rows > ROWS:
            raise too_large()

    def cell(self, text: str) -> None:
        """Count one cell; raises FileRefused beyond the limits."""
        self.cells += 1
        self.characters += len(text)
        if len(text) > CELL_CHARACTERS:
            raise too_long()
        if self.cells > CELLS or self.characters > CHARACTERS:
            raise too_large()


def too_large() -> FileRefused:
    """The refusal of a file that holds more than a list can."""
    return FileRefused(_("Tệp quá lớn so với một danh sách. Hãy xóa phần thừa hoặc chia thành nhiều tệp rồi gửi lại."))


def too_long() -> FileRefused:
    """The refusal of a file with a cell that no person wrote."""
    return FileRefused(_("Trong tệp có một ô dài hơn một triệu ký tự. Hãy rút gọn ô đó rồi gửi lại."))


def broken() -> FileRefused:
    """The refusal of a file that breaks off or contradicts itself."""
    return FileRefused(_("Tệp bị hỏng, không đọc được. Hãy mở tệp trên máy, lưu lại thành tệp mới rồi gửi lại."))


def locked() -> FileRefused:
    """The refusal of a file that asks for a password."""
    return FileRefused(_("Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu mở tệp rồi gửi lại."))
