"""Campaigns for tests: the shortest one, and one that uses every key."""

LEAST = """
id = "least"
name = "先进集体评选"
organiser = "甲县委组织部"

[due]
day = 2026-06-15

[[award]]
id = "best"
name = "先进集体"
kind = "unit"
places = 10

[[award.field]]
id = "name"
name = "单位名称"

[[award.criterion]]
id = "deeds"
high = 100

[[level]]
id = "unit"
name = "推荐单位"

[[stage]]
id = "judging"
name = "评审"
kind = "marks"
by = "评审委员会"

[[notice]]
by = "评选办公室"
where = ["甲县新闻网"]
days = 5
count = "working"
first_day_counts = true

[objections]
office = "评选办公室"
contact = "0000-0000000"
answer_days = 10

[decision]
by = ["领导小组"]
vacancy = "next"
"""

FULL = """
id = "full"
name = "评选"
organiser = "甲县"
edition = 3
zone = "Asia/Urumqi"
opens = 2026-05-01
sealed_form = false
one_award = false
judges_enter = true
own_unit_recused = false
equals = "lot"
personal_until = 2027-06-30
notes = ["本办法由办公室解释。"]
chair = "评委会主任"

[due]
day = 2026-06-15
until = 18:00:00

[[award]]
id = "star"
name = "学习明星"
kind = "person"
places = 10
may_stay_empty = false
put_forward = 2
shortlist = 12
asked = ["学以立德"]
quota = 2
form = "附件1 推荐表"

[award.entry]
roster = "月月学习之星"
since = 2009-01-01
since_field = "begun"

[[award.entry.bar]]
title = "劳动模范"
years = 3
merit = true

[[award.quota_of]]
unit = "甲单位"
most = 5

[[award.field]]
id = "nominee"
name = "推荐明星"

[[award.field]]
id = "begun"
name = "起始日期"
kind = "date"

[[award.field]]
id = "score"
name = "学时"
kind = "number"
required = false

[[award.field]]
id = "post"
name = "党内职务"
kind = "choice"
choices = ["书记", "委员"]

[[award.criterion]]
id = "idea"
name = "理念"
high = 60
low = 10
step = 5
weight = "0.5"
stage = "papers"
section = "材料"

[[award.criterion]]
id = "talk"
name = "答辩"
high = 40
stage = "defence"
optional = true

[[award.tie]]
by = "criterion"
of = "idea"

[[award]]
id = "host"
name = "优秀组织"
kind = "unit"
places = 3

[[award.criterion]]
id = "idea"
name = "组织"
high = 60

[[field]]
id = "people"
name = "主要成员"
kind = "people"
most = 5
personal = true

[[field]]
id = "deeds"
name = "事迹"
kind = "long_text"
characters = 2000

[[field]]
id = "proof"
name = "证明"
kind = "attachment"
most = 3
files = ["pdf", "jpg"]
megabytes = 20

[[field]]
id = "mail"
name = "邮箱"
kind = "email"

[[field]]
id = "phone"
name = "电话"
kind = "phone"

[[box]]
name = "推荐意见"

[[box]]
name = "委员会意见"
seal = false

[[level]]
id = "unit"
name = "单位"
seal = false
ranks = false

[[level]]
id = "town"
name = "乡镇"
due = { day = 2026-06-20, until = "12:00" }

[[sign_off]]
department = "税务部门"
about = "纳税情况"
awards = ["host"]

[[stage]]
id = "vetting"
name = "审核"
kind = "check"
by = "办公室"

[[stage]]
id = "papers"
name = "材料评审"
kind = "marks"
by = "评审委员会"
weight = "0.6"
through = 20

[[stage]]
id = "defence"
name = "现场答辩"
kind = "marks"
by = "评委组"
weight = "0.4"

[panel]
over = "totals"
drop_high = 2
drop_low = 1
least = 7
fewest = 3
missing = "leave_out"
late = "zero"
abstained = "zero"
judges = ["评委一", "评委二", "评委三", "评委四", "评委五", "评委六", "评委七", "评委八"]
bound = { points = 10 }

[rounding]
judge = { digits = 3, mode = "truncate" }
final = { digits = 2 }

[[tie]]
by = "stage"
of = "defence"

[[tie]]
by = "first_places"
at = "papers"

[[notice]]
by = "单位"
where = ["公告栏"]
days = 7
count = "natural"
first_day_counts = true

[[notice]]
by = "办公室"
where = ["电视台", "新闻网"]
days = 5
count = "working"
first_day_counts = false
order = "strokes"

[objections]
office = "办公室"
contact = "0000-0000000"
answer_days = 10
in_time = "postmark"
grounds = ["anonymous", "late"]

[decision]
by = ["领导小组", "宣传部"]
vacancy = "empty"
when = "before_notice"

[[phase]]
name = "宣传发动"
first = 2026-05-01
last = 2026-05-31
does = "部署"
"""
