"""Demo reports: the old city's year 2023, frozen, and today's city in its last year, being written."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from danvan.commons.people.codes import resolve
from danvan.commons.people.models import Unit
from danvan.overview.reports import queries
from danvan.overview.reports.actions import freezing, writing
from danvan.overview.reports.kinds import WORK, PartState
from danvan.overview.reports.models import Report

OLD, OLD_PERIOD = "CT04", "2023"
TODAY = "CT"
MARK = "(Dữ liệu minh họa.)"
TEXTS = {
    "i": "Nhân dân tin tưởng sự lãnh đạo của Đảng, chăm lo sản xuất; còn lo giá vật tư nông nghiệp và sạt lở bờ sông.",
    "ii-1": "Cấp ủy các cấp đưa công tác dân vận vào chương trình làm việc của năm, giao từng ủy viên theo dõi địa bàn.",
    "ii-7": "Các xã, phường, thị trấn niêm yết công khai nội dung dân biết, dân bàn theo Luật Thực hiện dân chủ ở cơ sở.",
    "iv": "Tiếp tục xây dựng, nhân rộng mô hình “Dân vận khéo”; chú ý lĩnh vực còn ít mô hình.",
}
"""Invented sentences, without a number and without a name."""
REST = {
    "ii-2": "Chính quyền các cấp đối thoại với Nhân dân, rút ngắn thời gian giải quyết thủ tục, công khai kết quả tại nơi tiếp dân.",
    "ii-3": "Mặt trận và các đoàn thể vận động đoàn viên, hội viên góp công, góp của làm đường, làm cầu, chăm lo hộ khó khăn.",
    "ii-4": "Lực lượng vũ trang giúp dân thu hoạch, phòng chống thiên tai, giữ yên địa bàn cùng tổ tự quản.",
    "ii-5": "Thăm hỏi đồng bào dân tộc, chức sắc tôn giáo dịp lễ, Tết; việc của đồng bào được nghe và trả lời tại chỗ.",
    "ii-8": "Các văn bản chỉ đạo được quán triệt đến chi bộ; việc nào chậm thì nêu rõ nơi chậm và lý do.",
    "v": "Đề nghị tập huấn kỹ năng nắm tình hình Nhân dân cho cán bộ cơ sở.",
}
"""The same for the parts of the finished report that nobody drafts."""
BLANKS = {
    "Nguyên nhân: …": "Nguyên nhân: có nơi chưa phân công người theo dõi mô hình sau khi đăng ký.",
    "Kinh nghiệm: …": "Kinh nghiệm: chọn việc dân đang cần, làm từ một tổ rồi mới nhân ra.",
}
"""What a person writes where the machine left a blank."""


def fill(*, at: datetime, say: Callable[[str], None]) -> None:
    """Lay down the demo's reports once; those that are there are left as they are."""
    say(_("  báo cáo …"))
    frozen = datetime(2024, 1, 5, 2, tzinfo=UTC)
    if queries.there(resolve(OLD), WORK, OLD_PERIOD) is None:
        row = _begun(resolve(OLD), OLD_PERIOD, at=frozen)
        _finish(row, at=frozen)
        freezing.freeze(row, by=None, at=frozen)
    unit = resolve(TODAY)
    year = str(at.year)
    if queries.there(unit, WORK, year) is None:
        _begun(unit, year, at=at)


def _begun(unit: Unit, period_code: str, *, at: datetime) -> Report:
    """A report whose machine-drafted parts are looked at, with a few invented ones."""
    row = writing.begin(unit=unit, outline=WORK, period_code=period_code, by=None, at=at, illustrative=True)
    for key, text in TEXTS.items():
        said = f"{text} {MARK}"
        writing.write(row, WORK.part(key), said, state=PartState.DONE, seen=1, by=None, at=at)
    return row


def _finish(row: Report, *, at: datetime) -> None:
    """Every part is written, and what the machine drafted is looked at and without a blank."""
    for key, text in REST.items():
        writing.write(row, WORK.part(key), f"{text} {MARK}", state=PartState.DONE, seen=1, by=None, at=at)
    for key in ("ii-6", "iii"):
        section = row.sections.get(key=key)
        text = section.text
        for blank, said in BLANKS.items():
            text = text.replace(blank, f"{said} {MARK}")
        writing.write(row, WORK.part(key), text, state=PartState.DONE, seen=section.version, by=None, at=at)
