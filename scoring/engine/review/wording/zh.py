"""A campaign in Chinese sentences: all sections but those of the marks.  Every value of the campaign is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scoring.engine.review.campaign import Award, Campaign, Deadline, Level, Notice, Stage
from scoring.engine.review.form import FormField
from scoring.engine.review.wording.zh_marks import criteria_text, ties_text, weight_text

TITLES = {
    "document": "{name}评选办法",
    "edition": "评选编号 {id} · 第{edition}版 · 校验值 {digest}",
    "general": "总则",
    "awards": "评选项目",
    "papers": "申报材料",
    "way": "推荐程序",
    "judging": "审核与评审",
    "notice": "公示与异议",
    "decision": "审定与递补",
    "phases": "日程安排",
    "notes": "附则",
}

KINDS = {"unit": "集体", "person": "个人", "activity": "活动", "carrier": "载体"}


def day(value: date) -> str:
    """``2012年6月15日``"""
    return f"{value.year}年{value.month}月{value.day}日"


def deadline(due: Deadline) -> str:
    """``2012年6月15日18:00前``, or the whole of the day."""
    return f"{day(due.day)}{due.until:%H:%M}前" if due.until else f"{day(due.day)}前（含当日）"


def general(campaign: Campaign) -> list[str]:
    """Who holds the campaign, when entries are taken, who may not be entered."""
    opens = f"自{day(campaign.opens)}起申报，" if campaign.opens else ""
    return [
        f"评选由{campaign.organiser}组织。",
        f"{opens}全部材料于{deadline(campaign.due)}报送，逾期不予受理。时间以{_zone(campaign.zone)}为准。",
        "同一个人或同一集体只参评一个奖项。" if campaign.one_award else "同一个人或同一集体可以参评多个奖项。",
        "评委可以作为参评对象，但应当回避对本人的评审。" if campaign.judges_enter else "评委不得作为参评对象。",
    ]


def _zone(zone: str) -> str:
    return "北京时间" if zone == "Asia/Shanghai" else f"{zone}时间"


def award(campaign: Campaign, one: Award) -> list[str]:
    """One award: places, what is asked, who may enter, quotas, its form, its criteria."""
    empty = "可以空缺" if one.may_stay_empty else "应当评满"
    lines = [f"评选对象为{KINDS[one.kind]}，名额{one.places}个，{empty}。"]
    if one.shortlist is not None:
        lines.append(f"公示名单{one.shortlist}个，从中审定。")
    if one.put_forward:
        lines.append(f"从入选者中择优推荐{one.put_forward}个上报。")
    if one.asked:
        lines.append(f"评选要求：{'；'.join(one.asked)}。")
    lines += who_may_enter(campaign, one)
    if one.quota is not None:
        lines.append(f"每个单位至多推荐{one.quota}个，各级推荐单位相同。")
    if one.quotas:
        lines.append("推荐名额：" + "；".join(f"{quota.unit}至多{quota.most}个" for quota in one.quotas) + "。")
    if one.fields:
        form = f"《{one.form}》" if one.form else "推荐表"
        lines.append(f"{form}首列：{fields_text(one.fields)}。")
    elif one.form:
        lines.append(f"填写《{one.form}》。")
    lines.append(f"评分项：{criteria_text(campaign, one)}。")
    if one.ties:
        lines.append(ties_text(campaign, one, one.ties))
    return lines


def who_may_enter(campaign: Campaign, one: Award) -> list[str]:
    """The conditions under which a nomination of this award is taken: a roster, a day, earlier titles."""
    entry, lines = one.entry, []
    if entry.roster:
        lines.append(f"参评对象须列入“{entry.roster}”名册。")
    if entry.since:
        named = {field.id: field.name for field in campaign.form_of(one)}
        by = f"以推荐表“{named[entry.since_field]}”为准" if entry.since_field else "由审核认定"
        lines.append(f"须为{day(entry.since)}及以后开展或创办，{by}。")
    for bar in entry.bars:
        when = f"{bar.years}年内获得过" if bar.years else "获得过"
        unless = "，有新的突出事迹并说明理由的除外" if bar.merit else ""
        lines.append(f"{when}“{bar.title}”的不再参评{unless}。")
    return lines


FIELD = {
    "text": "不超过{limit}字",
    "long_text": "不超过{limit}字",
    "number": "数字",
    "date": "日期",
    "choice": "从{choices}中选择",
    "phone": "电话号码",
    "email": "邮件地址",
    "people": "至多{most}人",
    "attachment": "附件，至多{most}个，每个不超过{megabytes}MB，格式为{files}",
}


def fields_text(fields: Sequence[FormField]) -> str:
    """The fields of a form, each with what its kind takes: ``联系人（必填，不超过100字，个人信息）``"""
    return "、".join(_field(field) for field in fields)


def _field(field: FormField) -> str:
    how = FIELD[field.kind].format(
        limit=field.limit,
        choices="／".join(field.choices),
        most=field.most,
        megabytes=field.megabytes,
        files="／".join(field.files),
    )
    parts = ["必填" if field.required else "选填", how, *(["个人信息"] if field.personal else [])]
    return f"{field.name}（{'，'.join(parts)}）"


def papers(campaign: Campaign) -> list[str]:
    """The rows that all forms share, how characters are counted, boxes, the sealed form, personal data."""
    lines = [f"各推荐表共有栏目：{fields_text(campaign.fields)}。"] if campaign.fields else []
    lines.append("字数按文字处理软件的“字数”计算：汉字和全角标点每个计1字，连续的字母、数字计1字。")
    if campaign.boxes:
        boxes = "、".join(box.name + ("（盖章、填写日期）" if box.seal else "（填写日期）") for box in campaign.boxes)
        lines.append(f"推荐表留有以下意见栏：{boxes}。")
    lines.append(
        "推荐表打印后由单位负责人签字并加盖公章，扫描上传。"
        if campaign.sealed_form
        else "推荐表在网上填报，不需纸质件。"
    )
    if any(field.personal for one in campaign.awards for field in campaign.form_of(one)):
        gone = f"，于{day(campaign.personal_until)}删除" if campaign.personal_until else ""
        lines.append(f"注明“个人信息”的内容只供工作人员使用，不予公开{gone}。")
    return lines


def way(campaign: Campaign) -> list[str]:
    """The levels in order, and the departments that must agree."""
    lines = [_level(level) for level in campaign.levels]
    names = {one.id: one.name for one in campaign.awards}
    for one in campaign.sign_offs:
        whose = "、".join(f"“{names[award]}”" for award in one.awards) + "的参评对象" if one.awards else "全部参评对象"
        lines.append(
            f"{whose}须就{one.about}征求{one.department}意见，并附书面材料；不同意的，不进入评审（一票否决）。"
        )
    return lines


def _level(level: Level) -> str:
    parts = ["提出同意、退回修改或不予推荐的意见并说明理由"]
    parts += ["加盖公章并填写日期"] if level.seal else []
    parts += ["对本级推荐的对象排出次序"] if level.ranks else []
    due = f"，于{deadline(level.due)}完成" if level.due else ""
    return f"{level.name}：{'，'.join(parts)}{due}。"


def stage(one: Stage) -> str:
    """One stage: who does it, its weight, how many go on."""
    if one.kind == "check":
        return f"{one.name}：由{one.by}核对材料是否齐全、是否符合条件、是否超过限额、是否按时报送。"
    through = f"，每个奖项得分最高的{one.through}个进入下一阶段" if one.through else ""
    share = f"，得分占{weight_text(one.weight)}" if one.weight != 1 else ""
    return f"{one.name}：由{one.by}打分{share}{through}。"


def notice(one: Notice) -> list[str]:
    """One public notice."""
    days = {"working": "个工作日", "natural": "个自然日"}[one.count]
    first = "自发布当日起计算" if one.first_day_counts else "自发布次日起计算"
    order = {"rank": "按名次排列", "strokes": "按姓氏（名称）笔画排列"}[one.order]
    return [f"{one.by}在{'、'.join(one.where)}公示入选名单{one.days}{days}，{first}；名单{order}。"]


GROUNDS = {
    "anonymous": "匿名",
    "no_evidence": "没有证据",
    "late": "逾期",
    "impersonation": "冒用他人名义",
    "against_grade": "只对评审结果本身不服",
    "unrelated": "与评选无关",
}


def notices(campaign: Campaign) -> list[str]:
    """The notices in turn, and how to object."""
    one = campaign.objections
    arrival = {"arrival": "以收到时间为准", "postmark": "以寄出邮戳为准"}[one.in_time]
    grounds = "、".join(GROUNDS[ground] for ground in one.grounds)
    return [
        *(line for each in campaign.notices for line in notice(each)),
        f"对名单有异议的，应当在公示期内书面提出，{arrival}。个人须署真实姓名、联系方式并附证据，单位须加盖公章。",
        f"受理部门：{one.office}（{one.contact}），自收到之日起{one.answer_days}日内答复，并为提出人保密。",
        f"下列异议不予受理：{grounds}。",
    ]


VACANCY = {"next": "由排名在后的依次递补，并重新公示", "empty": "空缺，不再递补", "withdrawn": "取消该名额"}
IN_ALL = "，递补的从第一次公示起依次公示"


def decision(campaign: Campaign) -> list[str]:
    """Who decides and when, and what becomes of a place that falls free."""
    one = campaign.decision
    when = {"after_notice": "公示结束后", "before_notice": "公示前"}[one.when]
    again = IN_ALL if one.vacancy == "next" and len(campaign.notices) > 1 else ""
    return [f"{when}，依次由{'、'.join(one.by)}审定。", f"公示后被取消资格的，其名额{VACANCY[one.vacancy]}{again}。"]


def phases(campaign: Campaign) -> list[str]:
    """The calendar."""
    return [
        f"{one.name}：{day(one.first)}至{day(one.last)}" + (f"，{one.does}" if one.does else "") + "。"
        for one in campaign.phases
    ]
