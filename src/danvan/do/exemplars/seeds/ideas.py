"""What invented models are about: by field, who would do it, what it puts out. No real model and no real person's name."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from danvan.do.exemplars.kinds import Field, Theme


@dataclass(frozen=True)
class Idea:
    """One kind of model: a name, the bodies that would do it (code endings), its output with measure and range."""

    name: str
    bodies: tuple[str, ...]
    measure: str
    least: int
    most: int
    theme: Theme | str = ""

    def amount(self, chance: Random) -> int:
        """A plausible target."""
        step = 5 if self.most > 60 else 1
        return chance.randrange(self.least, self.most + 1, step)


WOMEN, FARMERS, VETERANS, YOUTH, FRONT = ("HPN",), ("HND",), ("CCB",), ("DTN",), ("MTTQ",)
GOVERNMENT, POLICE, MILITARY = ("UBND", "TTPVHCC"), ("CA",), ("CHQS",)
SCHOOL, HEALTH, TEAM, PARTY, UNION = ("TH",), ("TYT",), ("TDV1", "TDV2", "TDV3", "TDV4"), ("BXDD", ""), ("CDCS",)

IDEAS: dict[str, tuple[Idea, ...]] = {
    Field.ECONOMY: (
        Idea("Tổ hùn vốn xoay vòng", WOMEN, "hộ", 12, 40, Theme.POVERTY),
        Idea("Tổ hợp tác đan giỏ lục bình", WOMEN, "việc làm", 10, 30, Theme.JOBS),
        Idea("Tổ chằm nón lá, giữ nghề của mẹ", WOMEN, "việc làm", 8, 24, Theme.JOBS),
        Idea("Heo đất tiết kiệm giúp nhau làm ăn", WOMEN, "triệu đồng", 20, 120, Theme.POVERTY),
        Idea("Tổ hợp tác trồng rau an toàn", FARMERS, "hộ", 10, 32, Theme.JOBS),
        Idea("Ruộng lúa giảm phát thải", FARMERS, "hộ", 15, 60, Theme.CLIMATE),
        Idea("Vườn cây ăn trái liên kết tiêu thụ", FARMERS, "hộ", 10, 45, Theme.JOBS),
        Idea("Nông dân giúp nhau giống, vật tư đầu vụ", FARMERS, "hộ", 12, 50, Theme.POVERTY),
        Idea("Nuôi lươn không bùn liên kết hộ", FARMERS, "hộ", 6, 20, Theme.JOBS),
        Idea("Cựu chiến binh giúp nhau giảm nghèo", VETERANS, "hộ", 5, 18, Theme.POVERTY),
        Idea("Vốn khởi nghiệp thanh niên", YOUTH, "người", 4, 16, Theme.JOBS),
        Idea("Quỹ vốn nghĩa tình công đoàn", UNION, "người", 6, 25, Theme.POVERTY),
        Idea("Kết nối việc làm tại chỗ", (*FRONT, *GOVERNMENT), "việc làm", 15, 80, Theme.JOBS),
    ),
    Field.CULTURE_SOCIETY: (
        Idea("Tuyến đường hoa nhà sạch, ngõ đẹp", WOMEN, "mét đường", 300, 2000, Theme.NEW_COUNTRYSIDE),
        Idea("Hũ gạo nghĩa tình", WOMEN, "kg", 100, 900, Theme.POVERTY),
        Idea("Phân loại rác tại nhà, đổi rác lấy quà", WOMEN, "hộ", 40, 200, Theme.ENVIRONMENT),
        Idea("Chi hội không rác thải nhựa", WOMEN, "hộ", 30, 150, Theme.ENVIRONMENT),
        Idea("Cầu nông thôn nối bờ vui", FRONT, "cầu", 1, 4, Theme.NEW_COUNTRYSIDE),
        Idea("Mái ấm tình thương", FRONT, "nhà", 2, 12, Theme.POVERTY),
        Idea("Hẻm sáng, xanh, sạch, an toàn", (*FRONT, *TEAM), "mét đường", 150, 900, Theme.ENVIRONMENT),
        Idea("Kênh rạch không rác", (*FARMERS, *YOUTH), "mét kênh, rạch", 400, 3000, Theme.ENVIRONMENT),
        Idea("Khơi thông dòng chảy, dọn lục bình", VETERANS, "mét kênh, rạch", 400, 2500, Theme.ENVIRONMENT),
        Idea("Cựu chiến binh giữ đường quê", VETERANS, "mét đường", 400, 2500, Theme.NEW_COUNTRYSIDE),
        Idea("Tủ sách ấp văn hóa", YOUTH, "lượt", 100, 600, Theme.HEALTH),
        Idea("Lớp học hè của đoàn viên", YOUTH, "lớp học", 2, 8, Theme.HEALTH),
        Idea("Đường quê thắp sáng", (*YOUTH, *TEAM), "bóng đèn", 20, 90, Theme.NEW_COUNTRYSIDE),
        Idea("Bữa sáng cho học sinh khó khăn", SCHOOL, "phần quà", 100, 800, Theme.HEALTH),
        Idea("Trường xanh, lớp sạch", SCHOOL, "cây xanh", 30, 200, Theme.ENVIRONMENT),
        Idea("Khám bệnh tại nhà người già neo đơn", HEALTH, "lượt", 60, 400, Theme.HEALTH),
        Idea("Tổ y tế đến từng hẻm", HEALTH, "hộ", 60, 300, Theme.HEALTH),
        Idea("Nhóm hộ tự quản vệ sinh", TEAM, "hộ", 20, 90, Theme.ENVIRONMENT),
        Idea("Hàng rào cây xanh", TEAM, "mét đường", 200, 1200, Theme.NEW_COUNTRYSIDE),
        Idea("Đồng thuận hiến đất mở hẻm", TEAM, "m² đất", 100, 900, Theme.CLEARANCE),
        Idea("Chung tay xây nhà cho hội viên", FARMERS, "nhà", 1, 5, Theme.POVERTY),
        Idea("Xe cứu thương nghĩa tình", UNION, "lượt", 20, 120, Theme.HEALTH),
    ),
    Field.DEFENCE_SECURITY: (
        Idea("Công an lắng nghe ý kiến Nhân dân", POLICE, "cuộc", 4, 24, Theme.ORDER),
        Idea("Camera nhân dân giữ bình yên", POLICE, "camera", 8, 50, Theme.ORDER),
        Idea("Tổ liên gia phòng cháy", POLICE, "hộ", 20, 120, Theme.ORDER),
        Idea("Tiếng kẻng an ninh", POLICE, "hộ", 30, 150, Theme.ORDER),
        Idea("Hũ gạo dân quân", MILITARY, "kg", 100, 600, Theme.POVERTY),
        Idea("Dân quân giúp dân mùa nước nổi", MILITARY, "ngày công", 30, 200, Theme.CLIMATE),
        Idea("Tiễn quân nghĩa tình", MILITARY, "người", 8, 30, Theme.ORDER),
        Idea("Cựu chiến binh cảm hóa người lầm lỡ", VETERANS, "người", 2, 10, Theme.ORDER),
    ),
    Field.POLITICAL_SYSTEM: (
        Idea("Ngày không hẹn, không chờ", GOVERNMENT, "hồ sơ", 100, 900, Theme.DIGITAL),
        Idea("Trả kết quả tại nhà người cao tuổi", GOVERNMENT, "lượt", 40, 300, Theme.DIGITAL),
        Idea("Tổ công nghệ số đến từng nhà", (*GOVERNMENT, *YOUTH), "hộ", 60, 300, Theme.DIGITAL),
        Idea("Hộp thư góp ý mỗi ấp", FRONT, "lượt", 20, 150, ""),
        Idea("Đối thoại đầu tháng", PARTY, "cuộc", 4, 12, ""),
        Idea("Chi bộ bốn tốt gắn dân vận khéo", PARTY, "người", 10, 60, ""),
        Idea("Đảng viên phụ trách nhóm hộ", PARTY, "hộ", 40, 200, ""),
    ),
}

PERSONS = {
    2023: ("Bà Lê Thị Minh Họa", "Ông Trần Văn Ví Dụ"),
    2025: ("Chị Nguyễn Thị Thử", "Anh Phạm Văn Mẫu"),
}
"""Invented persons of the demo who agreed that their names are shown, by the year they were first recognised."""

AGENCY_IDEAS: dict[str, tuple[str, ...]] = {
    Field.ECONOMY: ("Liên kết tiêu thụ nông sản", "Tín chấp vốn cho hội viên", "Dạy nghề ngắn ngày"),
    Field.CULTURE_SOCIETY: ("Mái ấm tình thương", "Cùng em đến trường", "Ngày thứ bảy nghĩa tình", "Mỗi cơ quan một công trình"),
    Field.DEFENCE_SECURITY: ("Hành quân dã ngoại giúp dân", "Lắng nghe dân nói", "Khu nhà trọ an toàn"),
    Field.POLITICAL_SYSTEM: ("Phiên tòa tuyên truyền", "Công sở thân thiện", "Nụ cười công vụ", "Một cửa lưu động"),
}  # fmt: skip


INVENTED = "(tên minh họa)"


def person(agreed: list[str]) -> str:
    """Whose an individual's exemplar is: the next of those who agreed to be named, else nobody by name."""
    return f"{agreed.pop(0)} {INVENTED}" if agreed else "Điển hình cá nhân"


def achieved(chance: Random, target: Decimal | int | None) -> Decimal | None:
    """What was measured, near the plan; of one in six nothing is recorded yet."""
    share = chance.choice((0, 0.85, 0.95, 1, 1, 1.2))
    return Decimal(max(1, round(float(target) * share))) if share and target else None


def texts(name: str, where: str, measure: str, amount: int) -> dict[str, str]:
    """The nine boxes of an invented registration, short and plain."""
    return {
        "situation": f"Họp dân ở {where} đầu năm, bà con nêu việc này và muốn cùng làm.",
        "goal": f"Đến tháng 11 đạt {amount} {measure}, kiểm đếm được tại chỗ.",
        "method": f"{name}: bàn với dân, phân công từng nhóm, mỗi tháng họp một lần xem đã làm đến đâu.",
        "place": where[:1].upper() + where[1:],
        "forces": "Chủ trì: đơn vị đăng ký. Phối hợp: chi bộ, Ban công tác Mặt trận. Tham gia: hộ dân tự nguyện.",
        "means": "Quỹ của đơn vị và đóng góp tự nguyện, công khai thu chi; từ tháng 4 đến tháng 11.",
        "output": f"{amount} {measure}",
        "lasting": "Tổ tự quản giữ nếp sau năm đầu; nơi nào có nhu cầu thì làm theo được.",
    }
