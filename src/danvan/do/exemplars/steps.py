"""Every move of a registration, a list, a campaign year, a decision and an exemplar: from, to, who."""

from django.utils.translation import gettext_lazy as _

from danvan.commons.workflow.flow import Flow, Move
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import DecisionState as D
from danvan.do.exemplars.kinds import ExemplarState as E
from danvan.do.exemplars.kinds import ListState as L
from danvan.do.exemplars.kinds import State as S
from danvan.do.exemplars.kinds import YearState as Y

EXEMPLAR = Flow(
    Move("begin", (), E.LISTED, rules.may_register, _("{by} đăng ký lần đầu")),
    Move("tell", (), E.LISTED, rules.is_city_officer, _("{by} ghi nhận theo nguồn công bố: {source}")),
    Move("rename", (E.LISTED,), "", rules.may_register, _("{by} cập nhật theo đăng ký mới")),
    Move("restate", (E.LISTED,), "", rules.may_recognise, _("Trang công khai theo đăng ký năm {year}")),
    Move("show", (E.LISTED,), "", rules.may_recognise, _("Đưa lên trang công khai")),
    Move("hide", (E.LISTED,), "", rules.may_recognise, _("Gỡ khỏi trang công khai")),
    Move("consent", (E.LISTED,), "", rules.may_register, _("{by} ghi nhận về việc công khai tên: {answer}")),
    Move("hand_over", (E.LISTED,), "", rules.is_city_officer, _("{by} giao về {heir}")),
    Move("visit", (E.LISTED,), "", rules.may_visit, _("{by} thăm lại ngày {on}: {found}")),
    Move("withdraw", (E.LISTED,), E.WITHDRAWN, rules.may_register, _("Không còn đăng ký nào")),
    Move("join", (E.LISTED,), E.JOINED, rules.may_settle_exemplar, _("{by} gộp vào {into}")),
    Move("part", (E.JOINED,), E.LISTED, rules.may_settle_exemplar, _("{by} tách ra khỏi {into}")),
)

REGISTRATION = Flow(
    Move("begin", (), S.DRAFT, rules.may_register, _("{by} lập phiếu")),
    Move("edit", (S.DRAFT, S.ENTERED, S.RETURNED), "", rules.may_change, _("{by} sửa phiếu"), _("Sửa phiếu")),
    Move("enter", (S.DRAFT, S.RETURNED), S.ENTERED, rules.may_register, _("{by} ghi vào danh sách"), _("Ghi vào danh sách")),
    Move("reopen", (S.ENTERED,), S.DRAFT, rules.may_change, _("{by} đưa về bản nháp"), _("Đưa về bản nháp")),
    Move("send", (S.ENTERED,), S.SENT, rules.may_send_line, _("Gửi theo danh sách của {unit}")),
    Move("bring_in", (), S.ENTERED, rules.may_register, _("{by} nhập từ tệp {file}")),
    Move("take_back", (S.SENT,), S.ENTERED, rules.may_send_line, _("Rút về cùng danh sách")),
    Move("pass_on", (S.SENT,), "", rules.may_judge, _("{by} nhận vào danh sách của {unit}")),
    Move("return", (S.SENT, S.ACCEPTED), S.RETURNED, rules.may_judge, _("{by} trả lại: {reason}"), _("Trả lại")),
    Move("accept", (S.SENT,), S.ACCEPTED, rules.may_judge, _("{by} chấp nhận"), _("Chấp nhận")),
    Move("withdraw", (S.DRAFT, S.ENTERED, S.SENT, S.RETURNED), S.WITHDRAWN, rules.may_withdraw, _("{by} rút: {reason}"), _("Rút đăng ký")),
    Move("join", (S.DRAFT, S.ENTERED, S.SENT, S.RETURNED), S.JOINED, rules.may_settle, _("{by} gộp vào {into}"), _("Gộp vào mô hình khác")),
    Move("part", (S.JOINED,), "", rules.may_part, _("{by} tách ra khỏi {into}, về lại bước “{back}”"), _("Tách ra, thôi gộp")),
    Move("recognise", (S.SENT, S.ACCEPTED, S.DECLINED, S.RECOGNISED), S.RECOGNISED, rules.may_recognise, _("Được công nhận theo Quyết định {decision}")),
    Move("decline", (S.SENT, S.ACCEPTED, S.DECLINED), S.DECLINED, rules.may_recognise, _("Chưa được công nhận (Quyết định {decision}): {reason}")),
    Move("revoke", (S.RECOGNISED,), S.REVOKED, rules.may_recognise, _("Thu hồi công nhận: {reason}")),
)  # fmt: skip

LIST = Flow(
    Move("begin", (), L.OPEN, rules.may_register, _("{by} mở danh sách")),
    Move("edit", (L.OPEN, L.RETURNED), "", rules.may_register, _("{by} sửa danh sách")),
    Move("sign", (L.OPEN, L.RETURNED), L.SIGNED, rules.may_sign, _("{by} ký danh sách {lines} mô hình"), _("Ký danh sách")),
    Move("unsign", (L.SIGNED,), L.OPEN, rules.may_sign, _("{by} bỏ ký để sửa"), _("Bỏ ký để sửa")),
    Move("send", (L.SIGNED,), L.SENT, rules.may_send, _("{by} gửi theo công văn {letter}"), _("Gửi danh sách")),
    Move("send_late", (L.OPEN, L.SIGNED, L.RETURNED), L.SENT, rules.may_send_late, _("{by} nhập danh sách gửi muộn theo công văn {letter}: {reason}"), _("Nhập danh sách gửi muộn")),
    Move("take_back", (L.SENT,), L.OPEN, rules.may_send, _("{by} rút về sửa"), _("Rút về sửa")),
    Move("return", (L.SENT, L.ACCEPTED), L.RETURNED, rules.may_receive, _("{by} trả lại: {reason}"), _("Trả lại danh sách")),
    Move("accept", (L.SENT,), L.ACCEPTED, rules.may_receive, _("{by} nhận danh sách {lines} mô hình"), _("Nhận danh sách")),
    Move("remind", (L.OPEN, L.SIGNED, L.RETURNED), "", rules.may_receive, _("{by} nhắc gửi danh sách")),
)  # fmt: skip

YEAR = Flow(
    Move("begin", (), Y.PLANNED, rules.is_city_officer, _("{by} lập năm thi đua")),
    Move("edit", (Y.PLANNED, Y.OPEN), "", rules.is_city_officer, _("{by} sửa kế hoạch năm"), _("Sửa kế hoạch")),
    Move("open", (Y.PLANNED, Y.CLOSED), Y.OPEN, rules.is_city_officer, _("{by} mở đăng ký"), _("Mở đăng ký")),
    Move("close", (Y.OPEN,), Y.CLOSED, rules.is_city_officer, _("{by} đóng năm thi đua"), _("Đóng năm thi đua")),
)

DECISION = Flow(
    Move("begin", (), D.DRAFT, rules.may_decide, _("{by} lập dự thảo quyết định")),
    Move("edit", (D.DRAFT,), "", rules.may_decide, _("{by} sửa dự thảo"), _("Sửa")),
    Move("issue", (D.DRAFT,), D.ISSUED, rules.may_decide, _("{by} ghi nhận đã ban hành: công nhận {recognised}, chưa công nhận {declined}"), _("Ghi nhận đã ban hành")),
    Move("drop", (D.DRAFT,), D.DROPPED, rules.may_decide, _("{by} bỏ dự thảo: {title}"), _("Bỏ dự thảo")),
    Move("amend", (D.ISSUED,), "", rules.may_decide, _("{by} thu hồi công nhận {title}: {reason}")),
    Move("revoke", (D.ISSUED,), D.REVOKED, rules.may_decide, _("{by} thu hồi quyết định: {reason}"), _("Thu hồi quyết định")),
)  # fmt: skip
