"""Every move of a report: from, to, who. Writing in a frozen report begins its next version."""

from django.utils.translation import gettext_lazy as _

from danvan.commons.workflow.flow import Flow, Move
from danvan.overview.reports import rules
from danvan.overview.reports.kinds import State as S

ANY = (S.WRITING, S.FROZEN)

REPORT = Flow(
    Move("begin", (), S.WRITING, rules.may_write, _("{by} lập báo cáo, phần mềm soạn nháp từ số liệu")),
    Move("write", ANY, S.WRITING, rules.may_write, _("{by} viết mục {part} (bản {edition})")),
    Move("renew", ANY, S.WRITING, rules.may_write, _("{by} lấy số mới ở mục {part} (bản {edition})")),
    Move("redraft", ANY, S.WRITING, rules.may_write, _("{by} lấy lại bản máy soạn ở mục {part} (bản {edition})")),
    Move("freeze", (S.WRITING,), S.FROZEN, rules.may_write, _("{by} chốt bản {edition}, mã kiểm {fingerprint}")),
)
