// Written by `cargo test -p louce-api` from the commands in Rust. Do not edit.

/**
 * Somebody to be added.
 */
export type AddRequest = { 
/**
 * Into this household …
 */
household?: number | null, 
/**
 * … or as a new household in this room.
 */
room?: number | null, 
/**
 * Facts; a name at least.
 */
facts: Array<TypedFact>, 
/**
 * As typed.
 */
phones?: Array<string>, 
/**
 * 去向, when they are not at home: a code such as `away`, from today.
 */
presence?: PresenceState | null, 
/**
 * Take an ID number although somebody else has it.
 */
anyway?: boolean, };

/**
 * What a figure said.
 */
export type Amount = { 
/**
 * 户
 */
households: number | null, 
/**
 * 人
 */
persons: number | null, 
/**
 * Rooms or items.
 */
count: number | null, };

/**
 * An answer to a question.
 */
export type Answer = "keep" | "take" | "new";

/**
 * The log of a round.
 */
export type AntigenLog = { 
/**
 * In natural order.
 */
buildings: Array<DoorLog>, 
/**
 * By block, or by 块长 where there are no blocks.
 */
blocks: Array<BlockRow>, 
/**
 * 阳性: to be followed up by a single nucleic test.
 */
follow_up: Array<FollowUp>, };

/**
 * Why somebody is not in the queue.
 */
export type Apart = "antigen" | "isolated" | "visited" | "asked";

/**
 * Somebody tested apart from the others.
 */
export type ApartPerson = { 
/**
 * Row.
 */
resident: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * 户
 */
household: number, 
/**
 * Bare.
 */
building: string, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * 姓名
 */
name: string, 
/**
 * All phones, joined by 、.
 */
phones: string | null, 
/**
 * Why.
 */
why: Apart, 
/**
 * Whether tested.
 */
tested: boolean, 
/**
 * 管号
 */
tube: string | null, };

/**
 * How to do it.
 */
export type ApplyRequest = { 
/**
 * Write the rejected rows into a workbook.
 */
rejects?: boolean, };

/**
 * A plan whose turns are to be worked out.
 */
export type ArrangeRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * The plan.
 */
plan: Plan, 
/**
 * Turns that have a time keep it.
 */
keep_times?: boolean, };

/**
 * Questions that ask the same: to be answered by one rule.
 */
export type AskedGroup = { 
/**
 * What is asked.
 */
kind: QuestionKind, 
/**
 * Field code, when a field is asked about.
 */
field: string | null, 
/**
 * In Chinese.
 */
reason: string, 
/**
 * How many.
 */
count: number, };

/**
 * A removable drive that could be the second folder.
 */
export type BackupDrive = { 
/**
 * What to choose it by.
 */
handle: string, 
/**
 * What people know it by.
 */
name: string, 
/**
 * Bytes free.
 */
free: number, };

/**
 * A backup.
 */
export type BackupEntry = { 
/**
 * What it is called by; grows with every change of the office, whatever the clock says.
 */
number: number, 
/**
 * "YYYY-MM-DD HH:MM:SS"
 */
at: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * It is only in the second folder.
 */
second: boolean, };

/**
 * A folder of backups.
 */
export type BackupFolder = { 
/**
 * For people to read.
 */
folder: string, 
/**
 * It is there now; when not, its drive may not be plugged in.
 */
present: boolean, 
/**
 * The newest backup in it.
 */
newest: BackupEntry | null, };

/**
 * What a backup holds, beside the office as it is.
 */
export type BackupPreview = { 
/**
 * The backup.
 */
backup: BackupEntry, 
/**
 * 户 in it.
 */
households: number, 
/**
 * 人 in it.
 */
residents: number, 
/**
 * People that restoring it would bring back.
 */
back: number, 
/**
 * People that restoring it would lose.
 */
gone: number, 
/**
 * People that restoring it would change.
 */
changed: number, 
/**
 * Operations that restoring it would lose, newest first.
 */
lost: Array<Operation>, };

/**
 * Which backup.
 */
export type BackupRequest = { 
/**
 * Its number.
 */
number: number, 
/**
 * What opened the office when it was made, if that was another passphrase (`older_passphrase`).
 */
passphrase?: string | null, };

/**
 * The second folder.
 */
export type BackupTargetRequest = { 
/**
 * Handle of a drive or of a folder chosen in the program's dialog; null for none.
 */
handle?: string | null, };

/**
 * Where backups go, and could go.
 */
export type BackupTargets = { 
/**
 * Beside the office; always.
 */
first: BackupFolder, 
/**
 * The second folder, when one was chosen.
 */
second: BackupFolder | null, 
/**
 * Removable drives present, but the one that is the second folder.
 */
drives: Array<BackupDrive>, };

/**
 * Backups, and where they are.
 */
export type Backups = { 
/**
 * The folder, for people to read.
 */
folder: string, 
/**
 * Newest first; those of the second folder among them.
 */
backups: Array<BackupEntry>, };

/**
 * A block's roll-up 块长.
 */
export type BlockRow = { 
/**
 * 块, or "" for buildings of none.
 */
block: string, 
/**
 * 块长
 */
leader: string | null, 
/**
 * Buildings.
 */
buildings: number, 
/**
 * Of these, registered.
 */
registered: number, 
/**
 * 应检
 */
people: number, 
/**
 * 发放
 */
issued: number, 
/**
 * 回收
 */
returned: number, 
/**
 * 阳性
 */
positive: number, 
/**
 * Kits by which 发放 and 回收 differ, too few and too many added up.
 */
missing: number, 
/**
 * Of these, too many.
 */
over: number, 
/**
 * Households whose bag was not collected.
 */
uncollected: number, 
/**
 * Their kits.
 */
outstanding: number, 
/**
 * One of its buildings is red.
 */
wrong: boolean, };

/**
 * The board on a day.
 */
export type Board = { 
/**
 * The day it is shown.
 */
today: Day, 
/**
 * Where the title stands.
 */
state: BoardState, 
/**
 * Whole days without a new case, up to yesterday.
 */
days: number, 
/**
 * Days the rule asks for.
 */
needed: number, 
/**
 * The first day counted.
 */
since: Day | null, 
/**
 * The last case that began counting anew.
 */
last_case: Day | null, 
/**
 * Every day counted, newest first.
 */
evidence: Array<BoardDay>, 
/**
 * Days of the streak of which no report was closed, newest first: nothing proves them.
 */
unproven: Array<Day>, 
/**
 * What has to be cleared up before anything is published; with any of them the title is not given.
 */
doubts: Array<Doubt>, 
/**
 * The events the count stands on, with where they are written down, oldest first.
 */
grounds: Array<CaseEvent>, 
/**
 * 依据 of the rule.
 */
rule_source: string | null, };

/**
 * One day of the streak.
 */
export type BoardDay = { 
/**
 * 0–24h
 */
day: Day, 
/**
 * Its number in the streak, from 1.
 */
number: number, 
/**
 * A report of the day was closed.
 */
reported: boolean, 
/**
 * Tubes with a result on the day, none of them positive.
 */
tubes: number, 
/**
 * A 疑似 or 密接 was open.
 */
suspended: boolean, };

/**
 * What an event does to the streak.
 */
export type BoardEffect = "cancel" | "suspend" | "ignore";

/**
 * 无疫情小区
 */
export type BoardRule = { 
/**
 * Whole days without a new case.
 */
days: number, 
/**
 * 确诊
 */
confirmed: BoardEffect, 
/**
 * 疑似
 */
suspected: BoardEffect, 
/**
 * 密接
 */
contact: BoardEffect, };

/**
 * Where the title stands.
 */
export type BoardState = "free" | "counting" | "doubtful" | "suspended" | "not_started";

/**
 * A building as a picture 楼图.
 */
export type Building = { 
/**
 * 备注
 */
remark: string | null, 
/**
 * 第几轮 `expected` and `tested` are about.
 */
round: number | null, 
/**
 * Who is responsible for it or for an entrance of it.
 */
responsible: Array<Responsibility>, 
/**
 * In natural order.
 */
units: Array<Entrance>, 
/**
 * Row.
 */
id: number, 
/**
 * Bare name: "12".
 */
name: string, 
/**
 * 小区
 */
compound: string | null, 
/**
 * 网格
 */
grid: string | null, 
/**
 * 块
 */
block: string | null, };

/**
 * One building's part in a round.
 */
export type BuildingCoverage = { 
/**
 * Row; `None` for people whose address could not be read, and in a day that an older program closed.
 */
id: number | null, 
/**
 * Bare building name; "" for people whose address could not be read.
 */
building: string, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 未检 by reason; 未说明 when none was given.
 */
untested: { [key in string]: number }, 
/**
 * 未登记: neither tested nor said why not.
 */
unmarked: number, 
/**
 * 不列应检, by reason.
 */
excluded: { [key in string]: number }, 
/**
 * 检测率 = 实检 / 应检, to four places; `None` when nobody is expected.
 */
rate: number | null, };

/**
 * Which building.
 */
export type BuildingRequest = { 
/**
 * Its row.
 */
building: number, };

/**
 * What holds at one building.
 */
export type BuildingRule = { 
/**
 * Row.
 */
building: number, 
/**
 * Bare name.
 */
name: string, 
/**
 * Its zone.
 */
zone: Zone, 
/**
 * Its tubes.
 */
pool: Pool, };

/**
 * What holds at a building from a day on.
 */
export type BuildingRuleRequest = { 
/**
 * Rows of the buildings.
 */
buildings: Array<number>, 
/**
 * The first day.
 */
holds_from: Day, 
/**
 * 封控、管控、防范
 */
zone?: Zone | null, 
/**
 * Tubes, other than the zone's rule says.
 */
pool?: Pool | null, 
/**
 * Why.
 */
reason?: string | null, };

/**
 * Rules of buildings set.
 */
export type BuildingRulesKept = { 
/**
 * Every building, on the day from which they hold.
 */
buildings: Array<BuildingRule>, 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, };

/**
 * A call made.
 */
export type Call = { 
/**
 * What came of it.
 */
outcome: CallOutcome, 
/**
 * 说明
 */
note: string | null, 
/**
 * Who called.
 */
who: string, 
/**
 * When.
 */
at: string, };

/**
 * How many are to be called, of a building or of all.
 */
export type CallCounts = { 
/**
 * 没检测
 */
all: number, 
/**
 * [`CallFilter::Due`]
 */
due: number, 
/**
 * [`CallFilter::Second`], which are among those due
 */
second: number, 
/**
 * [`CallFilter::Escalated`], who are among those due
 */
escalated: number, 
/**
 * [`CallFilter::Visit`]
 */
visit: number, 
/**
 * [`CallFilter::Settled`]
 */
settled: number, };

/**
 * Whose calls are counted.
 */
export type CallCountsRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Row of a building; without it all.
 */
building?: number | null, };

/**
 * How the calls to somebody stand. Who promised to come, was not reached or was not called is called again until they are tested,
 * and after two calls somebody else sees to it; who gave a reason or asked for a visit is not called again.
 */
export type CallFilter = "due" | "second" | "escalated" | "visit" | "settled";

/**
 * What came of a call.
 */
export type CallOutcome = "coming" | "home" | "reason" | "unanswered";

/**
 * Somebody to be called.
 */
export type CallPerson = { 
/**
 * Calls so far, oldest first.
 */
calls: Array<Call>, 
/**
 * The next call's number, from 1; `None`: no more are needed.
 */
next_call: number | null, 
/**
 * Two calls did not bring them: somebody else has to see to it.
 */
escalated: boolean, 
/**
 * 请上门: asked for a visit and not tested yet.
 */
visit: boolean, 
/**
 * Whose phone to ring when they have none.
 */
reach: Array<Reach>, 
/**
 * Row.
 */
resident: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare; "" when the address could not be read.
 */
building: string, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * 姓名
 */
name: string, 
/**
 * 周岁 on the round's day.
 */
age: number | null, 
/**
 * Chinese.
 */
tags: Array<string>, 
/**
 * All phones, joined by 、.
 */
phones: string | null, 
/**
 * Somebody said that they were not tested; otherwise nobody has said anything.
 */
said: boolean, 
/**
 * 未检原因
 */
reason: string | null, };

/**
 * A call made.
 */
export type CallRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Whom.
 */
resident: number, 
/**
 * What came of it.
 */
outcome: CallOutcome, 
/**
 * 说明, or the reason that was said.
 */
note?: string | null, };

/**
 * An event, nameless.
 */
export type CaseEvent = { 
/**
 * Row.
 */
id: number, 
/**
 * The day it counts for.
 */
day: Day, 
/**
 * What.
 */
kind: CaseKind, 
/**
 * 排除: the event it ends.
 */
closes: number | null, 
/**
 * Row of the building.
 */
building: number | null, 
/**
 * 说明
 */
note: string | null, 
/**
 * 依据
 */
source: string | null, };

/**
 * What happened.
 */
export type CaseKind = "start" | "confirmed" | "suspected" | "contact" | "excluded";

/**
 * Which case.
 */
export type CaseRow = { 
/**
 * Row.
 */
case: number, };

/**
 * A case noted.
 */
export type CasesKept = { 
/**
 * All of them, as they are now.
 */
cases: Array<CaseEvent>, 
/**
 * The operation, which can be undone.
 */
operation: number | null, };

/**
 * Somebody who should not be in a tube with the others, by rule; they can be all the same when whoever sits there says so.
 */
export type Caution = { 
/**
 * Row.
 */
resident: number, 
/**
 * 姓名
 */
name: string, 
/**
 * 抗原阳性，要单采
 */
why: string, };

/**
 * One cell, before and after.
 */
export type CellChange = { 
/**
 * Field, Chinese.
 */
field: string, 
/**
 * What the office had.
 */
old: string | null, 
/**
 * What it has now.
 */
new: string | null, };

/**
 * Cells to be set.
 */
export type CellsRequest = { 
/**
 * In the order in which they are set; at most 20,000.
 */
cells: Array<TypedCell>, 
/**
 * When a cell is refused, none is set.
 */
all_or_nothing?: boolean, };

/**
 * What came of them.
 */
export type CellsSet = { 
/**
 * The operation, to be undone by; null when nothing changed.
 */
operation: number | null, 
/**
 * How it stands in the list of operations.
 */
summary: string, 
/**
 * Cells set, those that said the same already among them.
 */
set: number, 
/**
 * Cells that were refused.
 */
refused: Array<RefusedCell>, };

/**
 * A record that an operation touched, with the operation.
 */
export type Change = { 
/**
 * The operation.
 */
operation: Operation, 
/**
 * Its table, e.g. `resident`, `phone`.
 */
table: string, 
/**
 * What it is: 住户, 电话, 在住状态 …
 */
title: string, 
/**
 * Its row.
 */
id: number, 
/**
 * Whose or which, as it is now: a name, a door, a building; "" when nobody can say any more.
 */
record: string, 
/**
 * The door, for what belongs to a person.
 */
door: string | null, 
/**
 * The person it belongs to, when they are still there.
 */
resident: number | null, 
/**
 * Made, changed, or taken away.
 */
action: RowAction, 
/**
 * The cells that changed; the program's own bookkeeping is left out.
 */
columns: Array<ColumnChange>, };

/**
 * Which operation's changes.
 */
export type ChangesRequest = { 
/**
 * Its number.
 */
operation: number, 
/**
 * Where to go on from: `next` of the answer before.
 */
after?: number | null, 
/**
 * At most so many records, and never more than 1,000.
 */
limit: number, };

/**
 * What came of it.
 */
export type CheckInAnswer = { 
/**
 * People marked, with sound and colour; durable when this is read.
 */
people: Array<CheckedIn>, 
/**
 * A household's token, or a phone several have: whom to choose from. Nobody was marked then.
 */
choose: Array<Choice>, 
/**
 * Who should not be in this tube, and why; nobody was marked then. `anyway` seats them all the same.
 */
cautions: Array<Caution>, 
/**
 * Those the tube had no place for: they wait for the next one.
 */
left: Array<Choice>, 
/**
 * Shorthand that was not understood, and nobody was marked; or that says who was not tested.
 */
doors: Array<MarkedDoor>, 
/**
 * Shorthand: words that belong to nothing.
 */
strange: Array<string>, 
/**
 * The operation, which can be undone; null when nothing changed.
 */
operation: number | null, };

/**
 * What a scan came to: the sound and the colour.
 */
export type CheckInOutcome = "marked" | "already" | "added";

/**
 * What came in at the table.
 */
export type CheckInRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * A scanned token, an ID card's or a phone's number, or shorthand: `12 301 302未 发热`; "": `residents` says who.
 */
text: string, 
/**
 * 管号 of the open tube people sit down in.
 */
tube?: string | null, 
/**
 * Of a household's token, whom it is for; without it all of them when there is one, else they come back to choose from.
 */
residents?: Array<number> | null, 
/**
 * Into this tube although the rule keeps somebody out of it.
 */
anyway?: boolean, };

/**
 * Which finding.
 */
export type CheckNamesRequest = { 
/**
 * Its code.
 */
code: string, };

/**
 * Whether the office is whole.
 */
export type CheckUp = { 
/**
 * Nothing is wrong.
 */
ok: boolean, 
/**
 * What is wrong.
 */
problems: Array<Problem>, };

/**
 * Somebody checked in.
 */
export type CheckedIn = { 
/**
 * Sound and colour.
 */
outcome: CheckInOutcome, 
/**
 * Row.
 */
resident: number, 
/**
 * 姓名
 */
name: string, 
/**
 * "12号楼2单元402室"
 */
door: string, 
/**
 * Their place, when a tube was given.
 */
seat: Seat | null, 
/**
 * Why the list did not expect them; they are expected now.
 */
excluded: string | null, };

/**
 * Somebody of a household.
 */
export type Choice = { 
/**
 * Row.
 */
resident: number, 
/**
 * 姓名
 */
name: string, 
/**
 * Whether tested already.
 */
tested: boolean, };

/**
 * Who closed a day, and when.
 */
export type Closed = { 
/**
 * "YYYY-MM-DD HH:MM:SS".
 */
at: string, 
/**
 * Who was at the desk.
 */
by: string, };

/**
 * A round ended.
 */
export type ClosedRound = { 
/**
 * The operation, which can be undone.
 */
operation: number | null, 
/**
 * 第几轮
 */
round: number, 
/**
 * 核酸 or 抗原.
 */
kind: RoundKind, 
/**
 * The day it is for.
 */
date: Day, 
/**
 * Whether marks are still taken.
 */
state: RoundState, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 未检, by reason.
 */
untested: { [key in string]: number }, 
/**
 * Expected, and nobody has said anything yet.
 */
unmarked: number, 
/**
 * 不列应检, by reason.
 */
excluded: { [key in string]: number }, 
/**
 * Of the expected, those added at the table.
 */
newcomers: number, 
/**
 * In natural order.
 */
buildings: Array<RoundBuilding>, };

/**
 * One cell, before and after.
 */
export type ColumnChange = { 
/**
 * Column, for programs.
 */
column: string, 
/**
 * In Chinese.
 */
title: string, 
/**
 * Before, in words; null when there was nothing.
 */
old: string | null, 
/**
 * After, in words; null when there is nothing any more.
 */
new: string | null, };

/**
 * A column set right.
 */
export type ColumnCorrection = { 
/**
 * 0-based.
 */
col: number, 
/**
 * What it holds: a code of `import_fields`.
 */
field: string, };

/**
 * A column of the table.
 */
export type ColumnRequest = { 
/**
 * What it shows.
 */
column: TableColumn, 
/**
 * Its header, as shown.
 */
title: string, };

/**
 * The passphrase, asked again.
 */
export type ConfirmRequest = { 
/**
 * What opens the office.
 */
passphrase: string, };

/**
 * Which questions.
 */
export type ConflictsRequest = { 
/**
 * Decided ones too.
 */
all: boolean, };

/**
 * Somebody to reach for a resident 紧急联系人, 监护人, 子女.
 */
export type ContactRow = { 
/**
 * 紧急联系人, 监护人, 子女
 */
role: string, 
/**
 * Name.
 */
name: string | null, 
/**
 * Phone.
 */
phone: string | null, };

/**
 * A figure corrected 更正.
 */
export type CorrectRequest = { 
/**
 * The day.
 */
date: Day, 
/**
 * The figure, by code or Chinese title.
 */
figure: string, 
/**
 * What it should be; what is left out stays as computed.
 */
amount: Amount, 
/**
 * Why.
 */
reason: string, };

/**
 * Why a figure is not what was computed.
 */
export type Correction = { 
/**
 * What was computed.
 */
computed: Amount, 
/**
 * Why it is another.
 */
reason: string, 
/**
 * Who was at the desk.
 */
by: string, 
/**
 * "YYYY-MM-DD HH:MM:SS".
 */
at: string, };

/**
 * 户 and 人.
 */
export type Count = { 
/**
 * 户
 */
households: number, 
/**
 * 人
 */
persons: number, };

/**
 * An office to be made.
 */
export type CreateRequest = { 
/**
 * 居委会; the file gets its name.
 */
name: string, 
/**
 * 街道
 */
street?: string | null, 
/**
 * What opens it.
 */
passphrase: string, 
/**
 * Fill it with an invented community.
 */
example?: boolean, };

/**
 * An office made.
 */
export type Created = { 
/**
 * Name of its file.
 */
file: string, 
/**
 * To be printed and put away: opens the office when the passphrase is forgotten.
 */
recovery_key: string | null, };

/**
 * The hour at which a day ends.
 */
export type CutoffAnswer = { 
/**
 * "24:00"
 */
cutoff: string, };

/**
 * The hour at which a day ends.
 */
export type CutoffRequest = { 
/**
 * "HH:MM"; without it nothing is set.
 */
cutoff?: string | null, };

/**
 * The report of a day.
 */
export type Daily = { 
/**
 * Where the workbook was written.
 */
file: string | null, 
/**
 * The operation, when something was closed or corrected; it can be undone.
 */
operation: number | null, 
/**
 * The day.
 */
day: Day, 
/**
 * 统计截止时刻: "24:00".
 */
cutoff: string, 
/**
 * First moment of the period.
 */
from: string, 
/**
 * First moment after it.
 */
to: string, 
/**
 * Set when the day is closed: the report is the snapshot taken then.
 */
closed: Closed | null, 
/**
 * In the order they are shown.
 */
figures: Array<Figure>, 
/**
 * 隔离, as a table; the same numbers as the figures.
 */
isolation: IsolationTable, 
/**
 * Rounds of the day, and those that were open during the period.
 */
rounds: Array<RoundCoverage>, 
/**
 * What does not add up; empty when all does.
 */
invariants: Array<Violation>, };

/**
 * Which day, and what to do with it.
 */
export type DailyRequest = { 
/**
 * The day.
 */
date: Day, 
/**
 * Keep it as it now is 关账.
 */
close?: boolean, 
/**
 * Where to write the workbook for the street office.
 */
file?: string | null, };

/**
 * A rule with the day from which it holds.
 */
export type DatedRule = { 
/**
 * Row.
 */
id: number, 
/**
 * The first day.
 */
holds_from: Day, 
/**
 * 依据
 */
source: string | null, } & ({ "name": "pooling", "value": Pooling } | { "name": "exclusions", "value": Exclusions } | { "name": "isolation", "value": IsolationRule } | { "name": "board", "value": BoardRule });

/**
 * A calendar day; serialised YYYY-MM-DD.
 */
export type Day = string;

/**
 * A plan to be kept.
 */
export type DayPlanRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * The plan.
 */
plan: Plan, };

/**
 * Which day.
 */
export type DayRequest = { 
/**
 * Without it today.
 */
date?: Day | null, };

/**
 * What is decided.
 */
export type DecideRequest = { 
/**
 * The question.
 */
id: number, 
/**
 * The answer.
 */
decision: Answer, 
/**
 * Whom "take" means, when there are several candidates.
 */
resident?: number | null, };

/**
 * The same answer for many questions.
 */
export type DecideRule = { 
/**
 * Which questions.
 */
which: Which, 
/**
 * The answer.
 */
decision: Answer, };

/**
 * A question decided.
 */
export type Decided = { 
/**
 * The question.
 */
id: number, 
/**
 * How it stands now.
 */
state: QuestionState, 
/**
 * The resident changed or made.
 */
resident: number | null, 
/**
 * The operation, which can be undone.
 */
operation: number | null, };

/**
 * Many questions decided.
 */
export type DecidedMany = { 
/**
 * The operation, which can be undone; null when none was decided.
 */
operation: number | null, 
/**
 * "12 个保留原有"
 */
in_words: string, 
/**
 * Questions decided.
 */
decided: number, 
/**
 * Questions that could not be decided so, and stay open.
 */
left: Array<LeftOpen>, };

/**
 * How the desk stands.
 */
export type DeskStatus = { 
/**
 * Whether an office is open; when not, everything but `today` is blank.
 */
open: boolean, 
/**
 * 居委会
 */
name: string | null, 
/**
 * 街道
 */
street: string | null, 
/**
 * Name of the office's file.
 */
file: string | null, 
/**
 * Who is at the desk; null when nobody said.
 */
who: string | null, 
/**
 * The office has staff, and nobody of them has sat down yet.
 */
must_sit_down: boolean, 
/**
 * A recovery key was made, and nobody has said yet that it is written down.
 */
recovery_waits: boolean, 
/**
 * The file could only be opened for reading.
 */
read_only: boolean, 
/**
 * What the office chose.
 */
settings: Settings | null, 
/**
 * Today.
 */
today: Day, 
/**
 * Version of the program.
 */
version: string, };

/**
 * One thing that does not add up, by name.
 */
export type Difference = { 
/**
 * What.
 */
kind: DifferenceKind, 
/**
 * 管号
 */
tube: string | null, 
/**
 * Who.
 */
resident: number | null, 
/**
 * "12-402 张三", or counts.
 */
detail: string, };

/**
 * What does not add up.
 */
export type DifferenceKind = "no_tube" | "not_marked" | "other_tube" | "overfull" | "empty" | "open" | "not_handed" | "counted";

/**
 * A building of the log.
 */
export type DoorLog = { 
/**
 * Row.
 */
building: number, 
/**
 * Bare name.
 */
name: string, 
/**
 * 块
 */
block: string | null, 
/**
 * When each step was done.
 */
steps: { [key in Step]?: string }, 
/**
 * 应检
 */
people: number, 
/**
 * 发放
 */
issued: number, 
/**
 * 回收
 */
returned: number, 
/**
 * 阳性
 */
positive: number, 
/**
 * Kits by which 发放 and 回收 differ, of households whose bag was collected: one too few here and one too many there are two.
 */
missing: number, 
/**
 * Of these, too many.
 */
over: number, 
/**
 * Households whose bag was not collected.
 */
uncollected: number, 
/**
 * Their kits.
 */
outstanding: number, 
/**
 * Red: kits differ, or it is registered with bags not collected.
 */
wrong: boolean, 
/**
 * Households, in the order of the doors.
 */
households: Array<KitRow>, };

/**
 * Something to be cleared up.
 */
export type Doubt = { 
/**
 * What.
 */
kind: DoubtKind, 
/**
 * 第几轮
 */
round: number, 
/**
 * Day of the round.
 */
day: Day, 
/**
 * Row of the building; none where it is not known.
 */
building: number | null, 
/**
 * Tubes or people.
 */
count: number, 
/**
 * In words, with what to do: "4月10日第3轮，12号楼：…".
 */
words: string, };

/**
 * What has to be done about a [`Doubt`].
 */
export type DoubtKind = "tube" | "person" | "antigen";

/**
 * An edit done.
 */
export type Edited = { 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, 
/**
 * Tables that changed.
 */
changed: Array<string>, };

/**
 * An entrance 单元 of the picture.
 */
export type Entrance = { 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * In natural order; their floors say where they stand.
 */
rooms: Array<RoomCell>, };

/**
 * Not expected, by reason and rule.
 */
export type Exclusion = { 
/**
 * 原因
 */
reason: string, 
/**
 * 人
 */
people: number, 
/**
 * Whether the rule of the day allows it.
 */
allowed: boolean, };

/**
 * 不列应检
 */
export type Exclusions = { 
/**
 * Reasons that are allowed, by their Chinese names; of several that hold of somebody, where they are comes first, then the one
 * that stands first here.
 */
reasons: Array<string>, };

/**
 * The whole roster as a workbook.
 */
export type ExportRequest = { 
/**
 * Where to.
 */
file: string, 
/**
 * Full ID numbers and phones; recorded.
 */
unmasked?: boolean, };

/**
 * What was written.
 */
export type Exported = { 
/**
 * Where.
 */
file: string, 
/**
 * Sheets of buildings.
 */
sheets: number, 
/**
 * People on them.
 */
people: number, 
/**
 * The operation that recorded it, when it shows full numbers.
 */
operation: number | null, };

/**
 * A file that could not be read.
 */
export type FailedFile = { 
/**
 * Its handle.
 */
file: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Why, for programs.
 */
code: string, 
/**
 * Why, in Chinese.
 */
why: string, };

/**
 * What a column can hold.
 */
export type FieldChoice = { 
/**
 * For programs.
 */
code: string, 
/**
 * For people.
 */
name: string, };

/**
 * One figure of a day.
 */
export type Figure = { 
/**
 * Stable, e.g. `home_isolation_new`.
 */
code: string, 
/**
 * In Chinese; no two figures of a report have the same.
 */
title: string, 
/**
 * Heading.
 */
group: Group, 
/**
 * What is counted.
 */
unit: Unit, 
/**
 * 户
 */
households: number | null, 
/**
 * 人
 */
persons: number | null, 
/**
 * Rooms or items.
 */
count: number | null, 
/**
 * 昨日: from the closed report of the day before; for 隔离现有 always, from the facts.
 */
previous: Amount | null, 
/**
 * Set when somebody corrected it: the figure is what they said.
 */
correction?: Correction, };

/**
 * Which figure of which day.
 */
export type FigureRequest = { 
/**
 * The day.
 */
date: Day, 
/**
 * By code or Chinese title.
 */
figure: string, };

/**
 * Somebody positive at the door.
 */
export type FollowUp = { 
/**
 * Row.
 */
resident: number, 
/**
 * 姓名
 */
name: string, 
/**
 * "12号楼2单元402室"
 */
door: string, 
/**
 * All phones, joined by 、.
 */
phones: string | null, };

/**
 * Under which heading a figure stands.
 */
export type Group = "人口" | "房屋" | "在住状态" | "重点人群" | "居家隔离" | "集中隔离" | "检测" | "资料核对";

/**
 * Tubes about to leave, as counted by hand.
 */
export type HandOverRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 管号; empty: every closed tube that has not left.
 */
barcodes?: Array<string>, 
/**
 * 接收人
 */
receiver: string, 
/**
 * Tubes counted.
 */
tubes: number, 
/**
 * People counted.
 */
people: number, 
/**
 * Why it leaves although the counts differ.
 */
note?: string | null, };

/**
 * A hand-over done.
 */
export type HandedOver = { 
/**
 * The operation, which can be undone.
 */
operation: number | null, 
/**
 * 已检人数
 */
tested: number, 
/**
 * 管里人数
 */
seated: number, 
/**
 * 管数
 */
tubes: number, 
/**
 * 已交接的管
 */
handed_tubes: number, 
/**
 * 已交接的管里的人
 */
handed_people: number, 
/**
 * 交接
 */
handovers: Array<Handover>, 
/**
 * What does not add up.
 */
differences: Array<Difference>, };

/**
 * One hand-over.
 */
export type Handover = { 
/**
 * Row.
 */
id: number, 
/**
 * 接收人
 */
receiver: string, 
/**
 * Tubes as counted by hand.
 */
tubes: number, 
/**
 * People as counted by hand.
 */
people: number, 
/**
 * Tubes the office has in it.
 */
tubes_known: number, 
/**
 * People the office has in them.
 */
people_known: number, 
/**
 * 说明
 */
note: string | null, 
/**
 * 交出人
 */
who: string, 
/**
 * When.
 */
at: string, };

/**
 * Whose history.
 */
export type HistoryRequest = { 
/**
 * Row of the resident.
 */
resident: number, };

/**
 * Somebody with an ID number.
 */
export type Holder = { 
/**
 * Row.
 */
id: number, 
/**
 * 姓名
 */
name: string, 
/**
 * 户
 */
household: number, 
/**
 * The door, when it is known.
 */
door: string | null, 
/**
 * 在住状态, in Chinese.
 */
presence: string, };

/**
 * People tested in an hour.
 */
export type Hour = { 
/**
 * "06"
 */
hour: string, 
/**
 * 人
 */
tested: number, };

/**
 * A household 户.
 */
export type Household = { 
/**
 * Row.
 */
id: number, 
/**
 * 户号
 */
number: string | null, 
/**
 * "12号楼2单元402"; the address as written when it could not be read.
 */
door: string | null, 
/**
 * 室
 */
room: number | null, 
/**
 * 楼栋
 */
building: number | null, 
/**
 * 房屋标签
 */
room_label: string | null, 
/**
 * 备注 of the household.
 */
remark: string | null, 
/**
 * Everybody, those who moved out or died among them.
 */
members: Array<Member>, 
/**
 * Who is responsible for the building or the entrance.
 */
responsible: Array<Responsibility>, 
/**
 * Other households behind the same door.
 */
neighbours: Array<number>, };

/**
 * What an operation did to a household or to somebody of it.
 */
export type HouseholdChange = { 
/**
 * The operation.
 */
operation: Operation, 
/**
 * Whether somebody came into the household or left it, who is of another before or after.
 */
moved: Moved | null, 
/**
 * Its table, e.g. `resident`, `phone`.
 */
table: string, 
/**
 * What it is: 住户, 电话, 在住状态 …
 */
title: string, 
/**
 * Its row.
 */
id: number, 
/**
 * Whose or which, as it is now: a name, a door, a building; "" when nobody can say any more.
 */
record: string, 
/**
 * The door, for what belongs to a person.
 */
door: string | null, 
/**
 * The person it belongs to, when they are still there.
 */
resident: number | null, 
/**
 * Made, changed, or taken away.
 */
action: RowAction, 
/**
 * The cells that changed; the program's own bookkeeping is left out.
 */
columns: Array<ColumnChange>, };

/**
 * Which household: by its own row, or by one of its members.
 */
export type HouseholdRequest = { 
/**
 * Its row.
 */
household?: number | null, 
/**
 * Row of a member.
 */
resident?: number | null, };

/**
 * An ID number as typed.
 */
export type IdCheckRequest = { 
/**
 * As typed.
 */
value: string, 
/**
 * 证件类型 code, when it is known.
 */
id_type?: IdType | null, 
/**
 * Whose it is to be, when they are in the office already.
 */
resident?: number | null, };

/**
 * What an ID number says.
 */
export type IdChecked = { 
/**
 * Who else has it.
 */
holders: Array<Holder>, 
/**
 * It is right, or empty.
 */
ok: boolean, 
/**
 * Why it is not.
 */
why: Why | null, 
/**
 * The same, in Chinese.
 */
message: string | null, 
/**
 * 证件类型
 */
id_type: IdType | null, 
/**
 * "男" or "女"
 */
sex: string | null, 
/**
 * ISO.
 */
birth: string | null, 
/**
 * 周岁
 */
age: number | null, };

/**
 * 证件类型.
 */
export type IdType = "resident_id" | "hk_mo_tw_residence_permit" | "home_return_permit" | "taiwan_permit" | "foreign_permanent_residence" | "passport" | "other";

/**
 * What came of an import: counts of residents, and the fate of every row. Written without ever holding the rows twice.
 */
export type ImportAnswer = Record<string, unknown>;

/**
 * Counts of rows about residents.
 */
export type ImportCounts = { 
/**
 * People added.
 */
created: number, 
/**
 * People changed.
 */
updated: number, 
/**
 * Rows that agree with the office.
 */
unchanged: number, 
/**
 * Rows that raise a question.
 */
conflicts: number, 
/**
 * Rows that cannot be taken.
 */
rejected: number, 
/**
 * Rows of no one: headers, totals, blanks.
 */
skipped: number, 
/**
 * Rows with a cell that a person should look at.
 */
flagged: number, 
/**
 * Households made.
 */
households_created: number, 
/**
 * Rooms that nobody lives in, newly noted.
 */
empty_rooms: number, };

/**
 * What would come of the files.
 */
export type ImportPlan = { 
/**
 * Every sheet.
 */
sheets: Array<PlannedSheet>, 
/**
 * What would come of them.
 */
counts: ImportCounts, 
/**
 * "新增 5500 人，…"
 */
in_words: string, 
/**
 * What was said of the sheets.
 */
corrections: Array<SheetCorrection>, 
/**
 * What it would ask, the most frequent first.
 */
asked: Array<AskedGroup>, 
/**
 * How that will be answered.
 */
rules: Array<DecideRule>, 
/**
 * Files that could not be read; they have no position among those of the sheets.
 */
failed: Array<FailedFile>, };

/**
 * What to import.
 */
export type ImportRequest = { 
/**
 * Ledgers of any format.
 */
files: Array<string>, 
/**
 * Show what would come of it and change nothing.
 */
dry_run?: boolean, 
/**
 * Where to put the rejected rows, in the user's own layout with a reason column.
 */
rejects?: string | null, };

/**
 * An import done.
 */
export type Imported = { 
/**
 * What came of it.
 */
counts: ImportCounts, 
/**
 * "新增 5500 人，…"
 */
in_words: string, 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, 
/**
 * Questions that the rules answered.
 */
decided: number, 
/**
 * Questions that stay open although a rule meant them.
 */
left: Array<LeftOpen>, 
/**
 * Handle of the workbook of rejected rows, when there are any.
 */
rejects: string | null, };

/**
 * Somebody isolated, on a day.
 */
export type IsolatedPerson = { 
/**
 * Row.
 */
resident: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare; "" when the address could not be read.
 */
building: string, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * 姓名
 */
name: string, 
/**
 * All phones, joined by 、.
 */
phones: string | null, 
/**
 * 居家隔离 or 集中隔离, on the day.
 */
state: PresenceState, 
/**
 * 隔离点
 */
place: string | null, 
/**
 * 原因
 */
reason: string | null, 
/**
 * Start of control: of the first of isolations that followed each other without a gap.
 */
start: Day, 
/**
 * Whether the start was stated; otherwise it is the day on which the office learned of it.
 */
start_stated: boolean, 
/**
 * 最后接触, where it is known.
 */
exposure?: Day, 
/**
 * The rule, in the words it was set with.
 */
rule: string | null, 
/**
 * From when on the rule holds.
 */
rule_from: Day, 
/**
 * Which day it is, counted as the rule counts: the first is 1, or 0.
 */
day: number, 
/**
 * Which phase of the rule it is, from 1; `None`: all are over.
 */
phase: number | null, 
/**
 * Which day of the phase, from 1.
 */
phase_day: number | null, 
/**
 * Whether the phase is 集中 rather than 居家.
 */
phase_central: boolean | null, 
/**
 * The first day after it, by the rule.
 */
ends: Day, 
/**
 * The first day after it, as stated.
 */
until: Day | null, 
/**
 * The first day after it, as decided otherwise than by the rule.
 */
decided?: Day, 
/**
 * Why it was decided so.
 */
decided_why?: string, 
/**
 * The first day after it: as decided, else as stated, else by the rule.
 */
due: Day, 
/**
 * Days until then; 0 is today, less is overdue.
 */
days_left: number, 
/**
 * All days with a test.
 */
tests: Array<Day>, 
/**
 * The next of them, today among them.
 */
next_test: Day | null, };

/**
 * How one kind of isolation moved: 现有 = 昨日 + 新增 − 解除 − 转出, in 户 and in 人.
 *
 * 户 counts households with at least one person so isolated: a second person of a household is 0 户 1 人 新增, and a household
 * is 解除 or 转出 with its last.
 */
export type Isolation = { 
/**
 * 昨日存量
 */
previous: Count, 
/**
 * 今日新增
 */
new: Count, 
/**
 * 今日解除: now 在住.
 */
released: Count, 
/**
 * 转出: now in another state (集中隔离, 住院, 外出 …).
 */
transferred: Count, 
/**
 * 现有
 */
now: Count, 
/**
 * 累计: everybody who ever was, each once.
 */
total: Count, };

/**
 * Whose days, and on which.
 */
export type IsolationRequest = { 
/**
 * Without it today.
 */
date?: Day | null, 
/**
 * Only this resident.
 */
resident?: number | null, 
/**
 * Only those of this building, by its row.
 */
building?: number | null, };

/**
 * 隔离天数
 */
export type IsolationRule = { 
/**
 * One after the other.
 */
phases: Array<Phase>, 
/**
 * What the first day is called: 1, or 0 when counting begins the day after.
 */
first_day: number, 
/**
 * Counted from the last exposure rather than from the start of control.
 */
from_exposure: boolean, };

/**
 * What is known of an isolation; what is left out is not known any more.
 */
export type IsolationSetRequest = { 
/**
 * Whose; one operation for all.
 */
residents: Array<number>, 
/**
 * 最后接触
 */
exposure?: Day | null, 
/**
 * The first day after it, when it ends otherwise than by the rule.
 */
ends?: Day | null, 
/**
 * Why it ends then.
 */
reason?: string | null, 
/**
 * It ends today, and they are at home from today on; why, when it is earlier than it was due. The exposure stays as it is known.
 */
released?: boolean, };

/**
 * Both kinds of isolation.
 */
export type IsolationTable = { 
/**
 * 居家隔离
 */
home: Isolation, 
/**
 * 集中隔离
 */
central: Isolation, };

/**
 * A building to be given kits.
 */
export type IssueRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Row of the building.
 */
building: number, };

/**
 * A row that undo left as it is, because it was edited later or because a later row needs it.
 */
export type Kept = { 
/**
 * Table.
 */
table: string, 
/**
 * Row.
 */
id: number, 
/**
 * Why.
 */
why: KeptWhy, };

/**
 * A record that an undo or redo left as it was.
 */
export type KeptRecord = { 
/**
 * What it is: 住户, 电话, 在住状态 …
 */
title: string, 
/**
 * Its table.
 */
table: string, 
/**
 * Its row.
 */
id: number, 
/**
 * Whose or which; "" when nobody can say any more.
 */
record: string, 
/**
 * The door, for what belongs to a person.
 */
door: string | null, 
/**
 * The person it belongs to, when they are still there.
 */
resident: number | null, 
/**
 * Why.
 */
why: KeptWhy, 
/**
 * The later operation that changed it last; none when only others need the record.
 */
later: Operation | null, };

/**
 * Some of what an undo or redo left as it was.
 */
export type KeptRecords = { 
/**
 * The undo or redo; `kept` says how many records there are in all.
 */
operation: Operation, 
/**
 * Records.
 */
kept: Array<KeptRecord>, 
/**
 * Where to go on from; null at the end.
 */
next: number | null, };

/**
 * Why a row was kept.
 */
export type KeptWhy = "edited_later" | "deleted_later" | "needed_by_later";

/**
 * Somebody of a household, expected.
 */
export type KitMember = { 
/**
 * Row.
 */
resident: number, 
/**
 * 姓名
 */
name: string, 
/**
 * 已检
 */
tested: boolean, 
/**
 * 未检原因
 */
reason: string | null, 
/**
 * 抗原阳性
 */
positive: boolean, };

/**
 * A household of the log.
 */
export type KitRow = { 
/**
 * 户
 */
household: number, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * 应检
 */
people: number, 
/**
 * 发放
 */
issued: number, 
/**
 * 回收; none: not collected yet.
 */
returned: number | null, 
/**
 * 阳性
 */
positive: number, 
/**
 * 说明
 */
note: string | null, 
/**
 * 已检
 */
tested: number, 
/**
 * Kits came back, and it is not known whose they were or whose are positive: somebody has to say.
 */
asks: boolean, 
/**
 * Of a household that asks, or whose answer may be changed: who lives there.
 */
members: Array<KitMember>, };

/**
 * Kits of a household, and whose they were.
 */
export type Kits = { 
/**
 * 户
 */
household: number, 
/**
 * 发放
 */
issued: number, 
/**
 * 回收; none: not collected yet.
 */
returned?: number | null, 
/**
 * 阳性
 */
positive?: number, 
/**
 * 说明
 */
note?: string | null, 
/**
 * Who did it, when fewer came back than there are people; without it whoever it has to be.
 */
tested?: Array<number> | null, 
/**
 * Whose were positive; without it whoever it has to be.
 */
positives?: Array<number> | null, };

/**
 * Kits of households.
 */
export type KitsRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * By household.
 */
kits: Array<Kits>, };

/**
 * A4 sticker sheets as they are sold: columns × rows, edge to edge.
 */
export type LabelSheet = "2x5" | "3x7" | "3x8" | "4x10";

/**
 * A question that was left open.
 */
export type LeftOpen = { 
/**
 * The question.
 */
id: number, 
/**
 * Whom it is about: "张三，12号301室", or what the ledger says.
 */
about: string, 
/**
 * Ledger file.
 */
file: string, 
/**
 * Sheet in it.
 */
sheet: string, 
/**
 * Row as Excel shows it.
 */
row: number, 
/**
 * Why, in Chinese.
 */
why: string, };

/**
 * A lesson.
 */
export type Lesson = { 
/**
 * Row.
 */
id: number, 
/**
 * What was learned.
 */
text: string, 
/**
 * It is on tomorrow's list.
 */
tomorrow: boolean, 
/**
 * Done.
 */
done: boolean, 
/**
 * Who wrote it.
 */
who: string, 
/**
 * When.
 */
at: string, };

/**
 * A lesson ticked off.
 */
export type LessonDoneRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Row of the lesson.
 */
lesson: number, 
/**
 * Done, or not after all.
 */
done: boolean, };

/**
 * A lesson to be written.
 */
export type LessonRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * What was learned.
 */
text: string, 
/**
 * It goes onto tomorrow's list.
 */
tomorrow?: boolean, };

/**
 * Somebody or something made.
 */
export type Made = { 
/**
 * Its row.
 */
id: number, 
/**
 * The operation.
 */
operation: number | null, };

/**
 * People to be marked one way.
 */
export type MarkPeopleRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Who.
 */
residents: Array<number>, 
/**
 * Tested, or not.
 */
tested: boolean, 
/**
 * 未检原因
 */
reason?: string | null, };

/**
 * A line read aloud.
 */
export type MarkRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * `12 301 302未 发热`
 */
line: string, 
/**
 * Row of the building of the line before, of which a line speaks that names none.
 */
building?: number | null, 
/**
 * Only say what was understood.
 */
dry_run?: boolean, };

/**
 * What was understood of a line.
 */
export type Marked = { 
/**
 * Every door.
 */
doors: Array<MarkedDoor>, 
/**
 * Words that belong to nothing.
 */
strange: Array<string>, 
/**
 * Whether it was recorded: only when all of it was understood.
 */
recorded: boolean, 
/**
 * Row of the building spoken of last, for the line after.
 */
building: number | null, 
/**
 * People whose mark is new.
 */
changed: number, 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, };

/**
 * A door of the line.
 */
export type MarkedDoor = { 
/**
 * Bare.
 */
building: string, 
/**
 * Bare, or null when it was not said.
 */
unit: string | null, 
/**
 * Bare.
 */
room: string, 
/**
 * Tested, or not.
 */
tested: boolean, 
/**
 * 未检原因
 */
reason: string | null, 
/**
 * Whom it means.
 */
residents: Array<number>, 
/**
 * Their names.
 */
names: Array<string>, 
/**
 * Why it was not understood, in Chinese.
 */
problem: string | null, };

/**
 * A member with everything known.
 */
export type Member = { 
/**
 * 周岁
 */
age: number | null, 
/**
 * Other facts by field code: `ethnicity`, `employer`, …; only those known.
 */
facts: { [key in string]: string }, 
/**
 * Tags as stated, standing or not; `tags` holds what stands, derived ones among it.
 */
stated: Array<StatedTag>, 
/**
 * The whole course of presence.
 */
presences: Array<PresenceRow>, 
/**
 * 紧急联系人, 监护人, 子女
 */
contacts: Array<ContactRow>, 
/**
 * Cells that could not be read, by field.
 */
unreadable: { [key in string]: string }, 
/**
 * Columns the program has no field for, by header.
 */
extra: { [key in string]: string }, 
/**
 * ISO day on which their facts were checked.
 */
verified_on: string | null, 
/**
 * Who did.
 */
verified_by: string | null, 
/**
 * Where they were first read: "file / sheet / 第3行".
 */
source: string | null, 
/**
 * Row.
 */
id: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区
 */
compound: string | null, 
/**
 * Bare: "12"; "" when the address could not be read.
 */
building: string, 
/**
 * Bare: "2", or "".
 */
unit: string, 
/**
 * Bare: "402", or "".
 */
room: string, 
/**
 * What the address cell said, when it could not be read.
 */
address_raw: string | null, 
/**
 * 姓名
 */
name: string, 
/**
 * 证件类型, Chinese.
 */
id_type: string | null, 
/**
 * Only when its check digit is right.
 */
id_number: string | null, 
/**
 * What stood in the cell when it could not be read.
 */
id_raw: string | null, 
/**
 * "男", "女" or null.
 */
sex: string | null, 
/**
 * ISO, possibly shortened: "1938", "1938-05".
 */
birth_date: string | null, 
/**
 * The one to call first first.
 */
phones: Array<string>, 
/**
 * 与户主关系
 */
relation: string | null, 
/**
 * "在住", "外出" …
 */
presence: string, 
/**
 * Stated and derived, Chinese.
 */
tags: Array<string>, 
/**
 * 备注
 */
remark: string | null, };

/**
 * Two households.
 */
export type MergeRequest = { 
/**
 * Whose members go …
 */
from: number, 
/**
 * … into this one.
 */
into: number, };

/**
 * How many missed two rounds running, in all.
 */
export type MissedCount = { 
/**
 * 人
 */
people: number, };

/**
 * Somebody not tested several rounds running.
 */
export type MissedPerson = { 
/**
 * The rounds, newest first; two at least.
 */
rounds: Array<number>, 
/**
 * The reason given in each, in that order.
 */
reasons: Array<string | null>, 
/**
 * Row.
 */
resident: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare; "" when the address could not be read.
 */
building: string, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * 姓名
 */
name: string, 
/**
 * 周岁 on the round's day.
 */
age: number | null, 
/**
 * Chinese.
 */
tags: Array<string>, 
/**
 * All phones, joined by 、.
 */
phones: string | null, 
/**
 * Somebody said that they were not tested; otherwise nobody has said anything.
 */
said: boolean, 
/**
 * 未检原因
 */
reason: string | null, };

/**
 * Which part of those who missed two rounds running.
 */
export type MissedRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * At most so many.
 */
limit?: number | null, 
/**
 * So many are passed over; none unless said.
 */
offset?: number | null, };

/**
 * A household and where it goes.
 */
export type MoveRequest = { 
/**
 * 户
 */
household: number, 
/**
 * 室
 */
room: number, };

/**
 * Which way somebody went.
 */
export type Moved = "in" | "out";

/**
 * One line of the names behind a figure.
 */
export type NameRow = { 
/**
 * Resident; `None` for a room or a question that is about nobody in the roster.
 */
id: number | null, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare building name, or "".
 */
building: string, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * Name; "" for a room.
 */
name: string, 
/**
 * Age, since when and where, reason – what the figure is about.
 */
detail: string, };

/**
 * Whose names.
 */
export type NamesRequest = { 
/**
 * The day.
 */
date: Day, 
/**
 * The figure, by code or Chinese title.
 */
figure: string, 
/**
 * At most so many.
 */
limit?: number | null, 
/**
 * So many are passed over; none unless said.
 */
offset?: number | null, };

/**
 * What to note.
 */
export type NewCase = { 
/**
 * The day it counts for.
 */
day: Day, 
/**
 * What.
 */
kind: CaseKind, 
/**
 * 排除: the event it ends.
 */
closes?: number | null, 
/**
 * Row of the building.
 */
building?: number | null, 
/**
 * 说明
 */
note?: string | null, 
/**
 * 依据
 */
source?: string | null, };

/**
 * A recovery key made.
 */
export type NewKey = { 
/**
 * To be printed and put away; any printed before no longer opens the office.
 */
recovery_key: string, };

/**
 * A request without anything in it.
 */
export type Nothing = Record<symbol, never>;

/**
 * A building's notice.
 */
export type Notice = { 
/**
 * Row of the building.
 */
building: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare name.
 */
name: string, 
/**
 * What to send; what was sent, once it was.
 */
text: string, 
/**
 * When it was sent.
 */
sent_at: string | null, 
/**
 * By whom.
 */
sent_by: string | null, 
/**
 * It was sent, and the plan says something else now.
 */
outdated: boolean, 
/**
 * The plan has a turn for it; without one the text says nothing of when and where.
 */
planned: boolean, };

/**
 * What a template would say.
 */
export type NoticePreview = { 
/**
 * Bare name of the building it is filled for; none in an empty round.
 */
building: string | null, 
/**
 * The text.
 */
text: string, 
/**
 * What stands in braces and is no field, in the order of the template.
 */
unknown: Array<string>, };

/**
 * Notices to be ticked.
 */
export type NoticeSentRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Rows of the buildings.
 */
buildings: Array<number>, 
/**
 * Sent, or not after all.
 */
sent: boolean, };

/**
 * A template; `{楼}` and the like are filled in.
 */
export type NoticeTemplate = { 
/**
 * Its name.
 */
name: string, 
/**
 * Fields: 居委会 楼 日期 轮次 时间 地点 顺序 路线 小组 提醒
 */
body: string, };

/**
 * Notices ticked.
 */
export type NoticesKept = { 
/**
 * All of them, as they are now.
 */
notices: Array<Notice>, 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, };

/**
 * Which notices.
 */
export type NoticesRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Name of a template; without it that of the round's kind.
 */
template?: string | null, 
/**
 * Only buildings not yet sent, or sent before the plan changed.
 */
unsent?: boolean, };

/**
 * An office file in the folder.
 */
export type OfficeFile = { 
/**
 * Its name, without the ending.
 */
file: string, 
/**
 * "YYYY-MM-DD HH:MM:SS", UTC; when it was written last.
 */
modified: string, };

/**
 * The office's own name.
 */
export type OfficeRequest = { 
/**
 * 居委会
 */
name: string, 
/**
 * 街道
 */
street?: string | null, };

/**
 * A round to be opened.
 */
export type OpenRequest = { 
/**
 * 核酸 or 抗原.
 */
kind: RoundKind, 
/**
 * The day it is for.
 */
date: Day, 
/**
 * Rows of buildings; without them all.
 */
buildings?: Array<number> | null, };

/**
 * A round opened.
 */
export type OpenedRound = { 
/**
 * The operation, which can be undone.
 */
operation: number | null, 
/**
 * 第几轮
 */
round: number, 
/**
 * 应检
 */
expected: number, 
/**
 * 不列应检, by reason.
 */
excluded: { [key in string]: number }, };

/**
 * One recorded operation.
 */
export type Operation = { 
/**
 * Its number.
 */
id: number, 
/**
 * `import`, `edit`, … (see [`super::OpKind`]).
 */
kind: string, 
/**
 * In Chinese.
 */
summary: string, 
/**
 * Who was at the desk.
 */
who: string, 
/**
 * "YYYY-MM-DD HH:MM:SS".
 */
at: string, 
/**
 * Rows touched.
 */
changes: number, 
/**
 * For undo and redo: the operation taken back.
 */
reverses: number | null, 
/**
 * Whether its effect stands: it was not taken back, or that was itself taken back.
 */
stands: boolean, 
/**
 * For undo and redo: rows left as they are because of what was done later.
 */
kept: number, };

/**
 * Some of what an operation changed.
 */
export type OperationChanges = { 
/**
 * The operation; `changes` says how many records there are in all.
 */
operation: Operation, 
/**
 * Records, places before people.
 */
changes: Array<RecordChange>, 
/**
 * Where to go on from; null at the end.
 */
next: number | null, };

/**
 * Which operation.
 */
export type OperationRequest = { 
/**
 * Its number; without one the newest that can be taken back.
 */
operation?: number | null, };

/**
 * What became of a row.
 */
export type Outcome = "created" | "updated" | "unchanged" | "conflict" | "rejected" | "empty_room" | "building" | "skipped";

/**
 * Which paper.
 */
export type Paper = { "kind": "daily", 
/**
 * The day.
 */
date: Day, } | { "kind": "cards", 
/**
 * Rows of buildings; without them all.
 */
buildings?: Array<number> | null, 
/**
 * Rows of households; only theirs.
 */
households?: Array<number> | null, } | { "kind": "special", 
/**
 * Which group, by its Chinese name.
 */
group: string, 
/**
 * 大字版
 */
large?: boolean, } | { "kind": "calls", 
/**
 * 第几轮
 */
round: number, 
/**
 * 大字版
 */
large?: boolean, } | { "kind": "retest", 
/**
 * 第几轮
 */
round: number, 
/**
 * 管号; without it every positive tube.
 */
barcode?: string | null, } | { "kind": "apart", 
/**
 * 第几轮
 */
round: number, } | { "kind": "labels", 
/**
 * 第几轮
 */
round: number, 
/**
 * Which sheets lie in the printer; 3×8 unless said.
 */
sheet?: LabelSheet | null, 
/**
 * Rows of buildings; without them all.
 */
buildings?: Array<number> | null, } | { "kind": "poster", 
/**
 * 第几轮
 */
round: number, 
/**
 * Rows of buildings; without them all.
 */
buildings?: Array<number> | null, } | { "kind": "board", 
/**
 * Without it today.
 */
date?: Day | null, } | { "kind": "figures", 
/**
 * 第几轮
 */
round: number, } | { "kind": "review", 
/**
 * 第几轮
 */
round: number, };

/**
 * A passphrase to be changed.
 */
export type PassphraseRequest = { 
/**
 * What opens the office now, or the printed recovery key.
 */
old: string, 
/**
 * What opens it from now on.
 */
new: string, };

/**
 * What is to be changed.
 */
export type PeopleChange = { "kind": "tag", 
/**
 * Which.
 */
tag: TagKind, 
/**
 * First day; without it today.
 */
since?: Day | null, 
/**
 * First day on which it no longer holds.
 */
until?: Day | null, 
/**
 * Who or what said so.
 */
evidence?: string | null, 
/**
 * Due date, medicine, diagnosis …
 */
data?: string | null, } | { "kind": "untag", 
/**
 * Which.
 */
tag: TagKind, 
/**
 * First day on which it no longer holds; without it today.
 */
on?: Day | null, } | { "kind": "presence", 
/**
 * 在住 for who is back.
 */
state: PresenceState, 
/**
 * First day; without it today.
 */
since?: Day | null, 
/**
 * First day on which it no longer holds.
 */
until?: Day | null, 
/**
 * 隔离点, 医院, 单位
 */
place?: string | null, 
/**
 * 原因
 */
reason?: string | null, } | { "kind": "move_out", 
/**
 * First day away; without it today.
 */
since?: Day | null, 
/**
 * 去向
 */
place?: string | null, 
/**
 * 原因
 */
reason?: string | null, } | { "kind": "verified", } | { "kind": "remark", 
/**
 * What is added.
 */
text: string, };

/**
 * Whom to change, and how.
 */
export type PeopleChangeRequest = { 
/**
 * At most 5,000.
 */
residents: Array<number>, 
/**
 * How.
 */
change: PeopleChange, };

/**
 * What came of it.
 */
export type PeopleChanged = { 
/**
 * The operation, to be undone by; null when nothing changed.
 */
operation: number | null, 
/**
 * How it stands in the list of operations.
 */
summary: string, 
/**
 * People changed.
 */
changed: number, 
/**
 * People of whom it was known already.
 */
unchanged: number, 
/**
 * People who could not be changed.
 */
refused: Array<RefusedPerson>, };

/**
 * Some people.
 */
export type PeopleRequest = { 
/**
 * Who.
 */
residents: Array<number>, };

/**
 * One part of an isolation.
 */
export type Phase = { 
/**
 * How long.
 */
days: number, 
/**
 * 集中 rather than 居家.
 */
central: boolean, 
/**
 * Days of the phase with a test, from 1.
 */
tests: Array<number>, };

/**
 * Somebody's phones.
 */
export type PhonesRequest = { 
/**
 * Whose.
 */
resident: number, 
/**
 * As typed, the one to call first first.
 */
phones: Array<string>, };

/**
 * Somebody of the staff who forgot the PIN, and the office's passphrase.
 */
export type PinForgottenRequest = { 
/**
 * Row.
 */
staff: number, 
/**
 * What opens the office.
 */
passphrase: string, };

/**
 * Somebody of the staff, with a PIN.
 */
export type PinRequest = { 
/**
 * Row.
 */
staff: number, 
/**
 * Four to eight digits, or "".
 */
pin: string, };

/**
 * A building in the tree of places.
 */
export type PlaceBuilding = { 
/**
 * Row; null for people whose address could not be read.
 */
id: number | null, 
/**
 * Bare: "12"; "" for people whose address could not be read.
 */
name: string, 
/**
 * 小区
 */
compound: string | null, 
/**
 * 网格
 */
grid: string | null, 
/**
 * 块
 */
block: string | null, 
/**
 * Rooms, shops among them.
 */
rooms: number, 
/**
 * 户 with somebody registered.
 */
households: number, 
/**
 * 人, who have not moved out or died.
 */
residents: number, 
/**
 * Of these, in the building.
 */
present: number, 
/**
 * Of these, whom the office looks after.
 */
special: number, 
/**
 * Expected in the newest round and not tested; null when the building is not in it.
 */
untested: number | null, };

/**
 * The tree of places: buildings with the areas they are in, in natural order.
 */
export type Places = { 
/**
 * 第几轮 `untested` is about.
 */
round: number | null, 
/**
 * In natural order.
 */
buildings: Array<PlaceBuilding>, };

/**
 * The plan of a round; slots are in the order of their turns.
 */
export type Plan = { 
/**
 * "HH:MM", when the first swab is taken.
 */
opens: string, 
/**
 * Sites.
 */
sites: Array<Site>, 
/**
 * Turns.
 */
slots: Array<Slot>, 
/**
 * 预案
 */
contingency?: string | null, 
/**
 * 提醒, goes onto notices.
 */
reminders?: string | null, };

/**
 * A plan to be copied.
 */
export type PlanCopyRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * The round it is copied from.
 */
from: number, };

/**
 * A plan kept.
 */
export type PlanKept = { 
/**
 * As it is now.
 */
plan: Plan, 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, };

/**
 * Files to look at, with what a person set right.
 */
export type PlanRequest = { 
/**
 * Handles of files; without them those of the open plan. With nothing said the plan is answered as it stands.
 */
files?: Array<string> | null, 
/**
 * Handles of files that come to those of the open plan.
 */
more?: Array<string> | null, 
/**
 * Sheets set right or left out, the others are as detected; without them as said before of the files of the open plan.
 */
corrections?: Array<SheetCorrection> | null, 
/**
 * How questions will be answered when it is applied, the others stay open; without it as said before.
 */
rules?: Array<DecideRule> | null, };

/**
 * A row of the filled roster and what became of it.
 */
export type PlanRow = { 
/**
 * Sheet.
 */
sheet: string, 
/**
 * As Excel shows it.
 */
row: number, 
/**
 * What became of it.
 */
outcome: RowOutcome, 
/**
 * Whose it is.
 */
resident: number | null, 
/**
 * 姓名 as on the sheet.
 */
name: string, 
/**
 * Cells of the roster that change.
 */
changes?: Array<CellChange>, 
/**
 * In Chinese.
 */
reasons?: Array<string>, };

/**
 * Rows of the plan.
 */
export type PlanRows = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for.
 */
rows: Array<PlannedRow>, };

/**
 * Which rows of the plan.
 */
export type PlanRowsRequest = { 
/**
 * Only these; without it all but the skipped.
 */
outcomes?: Array<Outcome> | null, 
/**
 * Only of the file of this name.
 */
file?: string | null, 
/**
 * Only of the sheet of this name.
 */
sheet?: string | null, 
/**
 * Only rows with a cell that a person should look at.
 */
flagged?: boolean, 
/**
 * Passing over so many.
 */
from: number, 
/**
 * At most so many.
 */
count: number, };

/**
 * A column as it was understood.
 */
export type PlannedColumn = { 
/**
 * 0-based.
 */
col: number, 
/**
 * As written; "" where there is none.
 */
header: string, 
/**
 * A code of `import_fields`.
 */
field: string, 
/**
 * In Chinese.
 */
field_name: string, 
/**
 * A person should look at it.
 */
doubtful: boolean, 
/**
 * A person said so, now or before.
 */
remembered: boolean, 
/**
 * The first values in it.
 */
samples: Array<string>, };

/**
 * A row of the plan.
 */
export type PlannedRow = { 
/**
 * File.
 */
file: string, 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Row as Excel shows it.
 */
row: number, 
/**
 * What would become of it.
 */
outcome: Outcome, 
/**
 * 姓名 as the row has it; null for rows of no one.
 */
name: string | null, 
/**
 * "12号楼2单元402室", or the address as written.
 */
door: string | null, 
/**
 * Why, in Chinese; flagged cells among them.
 */
reasons: Array<string>, 
/**
 * Cell by cell.
 */
changes: Array<CellChange>, };

/**
 * A sheet as it was understood.
 */
export type PlannedSheet = { 
/**
 * Position of the file.
 */
file: number, 
/**
 * Position of the sheet in it.
 */
sheet: number, 
/**
 * Name of the file.
 */
file_name: string, 
/**
 * Name of the sheet.
 */
name: string, 
/**
 * Rows with anything in them.
 */
rows: number, 
/**
 * A person said it is not to be taken.
 */
left_out: boolean, 
/**
 * Why it is passed over, when it is.
 */
skipped: string | null, 
/**
 * 台账种类 code.
 */
ledger: string | null, 
/**
 * 楼号 for rows that do not say another.
 */
building: string | null, 
/**
 * Row of the header as Excel shows it; null for a table without one.
 */
header_row: number | null, 
/**
 * Every column.
 */
columns: Array<PlannedColumn>, 
/**
 * The first lines as they stand.
 */
top: Array<TopRow>, };

/**
 * How many share a tube.
 */
export type Pool = { 
/**
 * People in a tube at most: 1, 5, 10, 20.
 */
seats: number, 
/**
 * 一户一管: people of one household only.
 */
household: boolean, };

/**
 * 混采
 */
export type Pooling = { 
/**
 * Where no zone says otherwise.
 */
default: Pool, 
/**
 * By zone.
 */
zones: { [key in Zone]?: Pool }, };

/**
 * Where some people are from a day on.
 */
export type PresenceRequest = { 
/**
 * Who.
 */
residents: Array<number>, 
/**
 * 在住 for who is back.
 */
state: PresenceState, 
/**
 * ISO day from which it holds; without it today.
 */
since?: Day | null, 
/**
 * First ISO day on which it no longer holds.
 */
until?: Day | null, 
/**
 * 隔离点, 医院, 单位
 */
place?: string | null, 
/**
 * 隔离房间号
 */
room?: string | null, 
/**
 * 原因
 */
reason?: string | null, };

/**
 * A dated row of presence as kept.
 */
export type PresenceRow = { 
/**
 * Row.
 */
id: number, 
/**
 * [`crate::values::PresenceState`] code.
 */
state: string, 
/**
 * ISO day; `None`: not known since when.
 */
since: string | null, 
/**
 * First ISO day on which it no longer holds.
 */
until: string | null, 
/**
 * 隔离点, 医院, 单位
 */
place: string | null, 
/**
 * 隔离房间号
 */
room: string | null, 
/**
 * 原因
 */
reason: string | null, 
/**
 * ISO day on which the office learned it.
 */
noted_on: string, };

/**
 * 在住状态: where a resident is.
 */
export type PresenceState = "home" | "away" | "hospital" | "home_isolation" | "central_isolation" | "closed_loop" | "moved_out" | "deceased";

/**
 * A template to be looked at.
 */
export type PreviewRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * As typed; kept nowhere.
 */
body: string, };

/**
 * Another paper to be printed.
 */
export type PrintPaperRequest = { 
/**
 * Which.
 */
paper: Paper, 
/**
 * Where to.
 */
file: string, 
/**
 * Full phones, and what is said of illness and isolation; recorded.
 */
unmasked?: boolean, };

/**
 * A roster to be printed.
 */
export type PrintRosterRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Where to.
 */
file: string, 
/**
 * Rows of buildings; without them all of the round.
 */
buildings?: Array<number> | null, 
/**
 * 大字版
 */
large?: boolean, 
/**
 * Full ID numbers and phones; recorded.
 */
unmasked?: boolean, };

/**
 * What was printed.
 */
export type Printed = { 
/**
 * Where.
 */
file: string, 
/**
 * Pages.
 */
pages: number, 
/**
 * People on them.
 */
people: number, 
/**
 * The operation that recorded it, when it shows full numbers.
 */
operation: number | null, };

/**
 * Something that is wrong.
 */
export type Problem = { 
/**
 * For programs.
 */
code: string, 
/**
 * For people, in Chinese; holds no resident's data.
 */
message: string, 
/**
 * How many of it.
 */
count: number, };

/**
 * One building's figures.
 */
export type PublicBuilding = { 
/**
 * Row.
 */
id: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare name.
 */
building: string, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 检测率, percent with two places.
 */
rate: number, };

/**
 * A round's figures.
 */
export type PublicFigures = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 核酸 or 抗原.
 */
kind: RoundKind, 
/**
 * Its day.
 */
date: Day, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 未检
 */
untested: number, 
/**
 * 检测率, percent with two places.
 */
rate: number, 
/**
 * 不列应检
 */
exclusions: Array<Exclusion>, 
/**
 * 管数
 */
tubes: number, 
/**
 * In natural order; people without a readable address are left out of the list and in the totals.
 */
buildings: Array<PublicBuilding>, };

/**
 * What a tube is for.
 */
export type Purpose = "pool" | "single" | "home";

/**
 * A question as asked.
 */
export type Question = { 
/**
 * Row.
 */
id: number, 
/**
 * What is asked.
 */
kind: QuestionKind, 
/**
 * The resident asked about, when one is known.
 */
resident: number | null, 
/**
 * Who that is: "张三，12号301室".
 */
who: string | null, 
/**
 * Field code (`name`, `birth`, `address`, `presence`, …) for [`QuestionKind::Field`].
 */
field: string | null, 
/**
 * What the office has.
 */
ours: string | null, 
/**
 * Where the office has it from: "file / sheet / row", or by hand.
 */
ours_source: string | null, 
/**
 * What the ledger says.
 */
theirs: string | null, 
/**
 * Residents that the row may mean.
 */
candidates: Array<number>, 
/**
 * Who they are, in the same order.
 */
candidate_names: Array<string>, 
/**
 * In Chinese.
 */
reason: string, 
/**
 * Ledger file.
 */
file: string, 
/**
 * Sheet in it.
 */
sheet: string, 
/**
 * Row as Excel shows it.
 */
row: number, 
/**
 * Open, or how it was answered.
 */
state: QuestionState, };

/**
 * What is asked.
 */
export type QuestionKind = "who" | "field";

/**
 * How it was answered.
 */
export type QuestionState = "open" | "kept" | "taken" | "new";

/**
 * Somebody through whom another is reached.
 */
export type Reach = { 
/**
 * Whose phone it is.
 */
by: ReachBy, 
/**
 * 姓名
 */
name: string, 
/**
 * 与户主关系 of somebody of the household, where it is known; 身份 of who is responsible: 楼组长.
 */
role: string | null, 
/**
 * Their phones, joined by 、.
 */
phones: string, };

/**
 * Whose phone it is.
 */
export type ReachBy = "household" | "responsible";

/**
 * The count of a round.
 */
export type Reconciliation = { 
/**
 * 已检人数
 */
tested: number, 
/**
 * 管里人数
 */
seated: number, 
/**
 * 管数
 */
tubes: number, 
/**
 * 已交接的管
 */
handed_tubes: number, 
/**
 * 已交接的管里的人
 */
handed_people: number, 
/**
 * 交接
 */
handovers: Array<Handover>, 
/**
 * What does not add up.
 */
differences: Array<Difference>, };

/**
 * One record that an operation touched.
 */
export type RecordChange = { 
/**
 * Its table, e.g. `resident`, `phone`.
 */
table: string, 
/**
 * What it is: 住户, 电话, 在住状态 …
 */
title: string, 
/**
 * Its row.
 */
id: number, 
/**
 * Whose or which, as it is now: a name, a door, a building; "" when nobody can say any more.
 */
record: string, 
/**
 * The door, for what belongs to a person.
 */
door: string | null, 
/**
 * The person it belongs to, when they are still there.
 */
resident: number | null, 
/**
 * Made, changed, or taken away.
 */
action: RowAction, 
/**
 * The cells that changed; the program's own bookkeeping is left out.
 */
columns: Array<ColumnChange>, };

/**
 * What came, or would come, of a filled roster.
 */
export type RecordReport = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Whether nothing was changed.
 */
dry_run: boolean, 
/**
 * Newly tested.
 */
tested: number, 
/**
 * Newly untested, by reason.
 */
untested: { [key in string]: number }, 
/**
 * People of whom the sheet says nothing new.
 */
unchanged: number, 
/**
 * People added.
 */
newcomers: number, 
/**
 * People whose phone or remark changed.
 */
updated: number, 
/**
 * Rows a person must look at.
 */
conflicts: number, 
/**
 * Rows of nobody known.
 */
unknown: number, 
/**
 * The operation, unless nothing changed.
 */
operation: number | null, 
/**
 * Every row that is about somebody.
 */
rows: Array<PlanRow>, };

/**
 * A filled roster to be read.
 */
export type RecordRequest = { 
/**
 * Number of the round.
 */
round: number, 
/**
 * The filled workbook.
 */
from: string, 
/**
 * Show what would come of it and change nothing.
 */
dry_run?: boolean, };

/**
 * A cell that was left as it is.
 */
export type RefusedCell = { 
/**
 * Position in the request.
 */
index: number, 
/**
 * Whose.
 */
resident: number, 
/**
 * Its field.
 */
field: string, 
/**
 * In Chinese.
 */
why: string, };

/**
 * Somebody who was left as they are.
 */
export type RefusedPerson = { 
/**
 * Row.
 */
resident: number, 
/**
 * 姓名; "" when they are no longer there.
 */
name: string, 
/**
 * In Chinese.
 */
why: string, };

/**
 * What the day would be.
 */
export type Rehearsal = { 
/**
 * By site.
 */
sites: Array<SiteRehearsal>, 
/**
 * People in all.
 */
people: number, 
/**
 * Longest wait in minutes.
 */
longest_wait: number, 
/**
 * Mean wait in minutes, one place.
 */
mean_wait: number, 
/**
 * Most who waited at once at one site.
 */
peak: number, 
/**
 * The last site's end.
 */
finishes: string, };

/**
 * A resident 住户.
 */
export type Resident = { 
/**
 * Row.
 */
id: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区
 */
compound: string | null, 
/**
 * Bare: "12"; "" when the address could not be read.
 */
building: string, 
/**
 * Bare: "2", or "".
 */
unit: string, 
/**
 * Bare: "402", or "".
 */
room: string, 
/**
 * What the address cell said, when it could not be read.
 */
address_raw: string | null, 
/**
 * 姓名
 */
name: string, 
/**
 * 证件类型, Chinese.
 */
id_type: string | null, 
/**
 * Only when its check digit is right.
 */
id_number: string | null, 
/**
 * What stood in the cell when it could not be read.
 */
id_raw: string | null, 
/**
 * "男", "女" or null.
 */
sex: string | null, 
/**
 * ISO, possibly shortened: "1938", "1938-05".
 */
birth_date: string | null, 
/**
 * The one to call first first.
 */
phones: Array<string>, 
/**
 * 与户主关系
 */
relation: string | null, 
/**
 * "在住", "外出" …
 */
presence: string, 
/**
 * Stated and derived, Chinese.
 */
tags: Array<string>, 
/**
 * 备注
 */
remark: string | null, };

/**
 * Somebody and where they live now.
 */
export type ResidentMoveRequest = { 
/**
 * Who.
 */
resident: number, 
/**
 * Into this household …
 */
household?: number | null, 
/**
 * … or as a household of their own in this room.
 */
room?: number | null, };

/**
 * Which residents.
 */
export type ResidentsRequest = { 
/**
 * Bare building name: "12".
 */
building?: string | null, 
/**
 * As typed: name, pinyin, initials, room, last digits.
 */
search?: string | null, 
/**
 * 重点类别 by its Chinese name.
 */
group?: string | null, 
/**
 * At most so many.
 */
limit?: number | null, };

/**
 * One responsible person, for an area, a building or an entrance of it.
 */
export type Responsibility = { 
/**
 * Row.
 */
id: number, 
/**
 * Building; `None` for an area.
 */
building_id: number | null, 
/**
 * Entrance 单元, bare; `None` the whole building.
 */
unit: string | null, 
/**
 * 网格员, 楼组长 …
 */
role: string, 
/**
 * Name.
 */
name: string, 
/**
 * Phone.
 */
phone: string | null, };

/**
 * Which of them.
 */
export type ResponsibleRemoveRequest = { 
/**
 * Row.
 */
id: number, };

/**
 * Whose.
 */
export type ResponsibleRequest = { 
/**
 * Row of a building; without it all.
 */
building?: number | null, };

/**
 * Somebody responsible.
 */
export type ResponsibleSetRequest = { 
/**
 * Who is to be set right; without it somebody more.
 */
id?: number | null, 
/**
 * Row of the building.
 */
building: number, 
/**
 * Entrance 单元, bare; without it the whole building.
 */
unit?: string | null, 
/**
 * 楼组长, 网格员 …
 */
role: string, 
/**
 * 姓名
 */
name: string, 
/**
 * 电话, as typed.
 */
phone?: string | null, };

/**
 * A result of a tube, or of somebody.
 */
export type ResultRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 管号
 */
barcode?: string | null, 
/**
 * Row of somebody tested alone.
 */
resident?: number | null, 
/**
 * 阴性 or 阳性.
 */
result: TestResult, 
/**
 * 说明
 */
note?: string | null, };

/**
 * Results of several tubes, as they come from the laboratory.
 */
export type ResultsRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Each tube once.
 */
results: Array<TubeResult>, };

/**
 * Somebody to be tested alone.
 */
export type RetestPerson = { 
/**
 * Row.
 */
resident: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare, or "".
 */
building: string, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * 姓名
 */
name: string, 
/**
 * All phones, joined by 、.
 */
phones: string | null, 
/**
 * 管号
 */
tube: string, 
/**
 * Place in the tube.
 */
seat: number, 
/**
 * In the tube itself, rather than in one before or after it.
 */
in_pool: boolean, 
/**
 * What the single test said; a negative one releases.
 */
result: TestResult | null, };

/**
 * Which retest lists.
 */
export type RetestRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 管号; without it every positive tube.
 */
barcode?: string | null, };

/**
 * A positive tube and whom it concerns.
 */
export type RetestTube = { 
/**
 * 管号
 */
barcode: string, 
/**
 * "12号楼", with its 小区 where the office has several; more than one joined by 、.
 */
buildings: string, 
/**
 * Households in it.
 */
households: number, 
/**
 * Those in it first, then those in the tubes before and after it in its buildings.
 */
people: Array<RetestPerson>, };

/**
 * An operation taken back, or brought again.
 */
export type Reversal = { 
/**
 * The new operation that does so; null when nothing was left to change.
 */
operation: number | null, 
/**
 * The operation taken back.
 */
reversed: Operation, 
/**
 * Rows left as they are, because they were edited later or a later row needs them.
 */
kept: Array<Kept>, 
/**
 * Tables that changed.
 */
changed: Array<string>, };

/**
 * A round looked back at.
 */
export type Review = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 核酸 or 抗原.
 */
kind: RoundKind, 
/**
 * Its day.
 */
date: Day, 
/**
 * When the plan began, "HH:MM"; none without a plan.
 */
planned_start: string | null, 
/**
 * When the first was marked, as noted.
 */
started: string | null, 
/**
 * When the last was marked.
 */
finished: string | null, 
/**
 * By the hour, of those whose time is known.
 */
hours: Array<Hour>, 
/**
 * 没有时间: tested, from a workbook or typed afterwards without a time.
 */
untimed: number, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 未检, by reason; 未登记 among them.
 */
missed: { [key in string]: number }, 
/**
 * What does not add up between people, tubes and hand-overs, or between kits.
 */
differences: Array<Difference>, 
/**
 * Kits issued and not come back, bags not collected among them.
 */
kits_missing: number, 
/**
 * Kits that came back and were not issued.
 */
kits_over: number, 
/**
 * Minutes the plan's rehearsal let people wait on average; none without a plan.
 */
rehearsed_wait: number | null, 
/**
 * How long they waited, worked out.
 */
waiting: Waiting, 
/**
 * Lessons, oldest first.
 */
lessons: Array<Lesson>, 
/**
 * Tomorrow's list.
 */
tomorrow: Array<string>, };

/**
 * A lesson written or ticked off.
 */
export type ReviewKept = { 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, 
/**
 * 第几轮
 */
round: number, 
/**
 * 核酸 or 抗原.
 */
kind: RoundKind, 
/**
 * Its day.
 */
date: Day, 
/**
 * When the plan began, "HH:MM"; none without a plan.
 */
planned_start: string | null, 
/**
 * When the first was marked, as noted.
 */
started: string | null, 
/**
 * When the last was marked.
 */
finished: string | null, 
/**
 * By the hour, of those whose time is known.
 */
hours: Array<Hour>, 
/**
 * 没有时间: tested, from a workbook or typed afterwards without a time.
 */
untimed: number, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 未检, by reason; 未登记 among them.
 */
missed: { [key in string]: number }, 
/**
 * What does not add up between people, tubes and hand-overs, or between kits.
 */
differences: Array<Difference>, 
/**
 * Kits issued and not come back, bags not collected among them.
 */
kits_missing: number, 
/**
 * Kits that came back and were not issued.
 */
kits_over: number, 
/**
 * Minutes the plan's rehearsal let people wait on average; none without a plan.
 */
rehearsed_wait: number | null, 
/**
 * How long they waited, worked out.
 */
waiting: Waiting, 
/**
 * Lessons, oldest first.
 */
lessons: Array<Lesson>, 
/**
 * Tomorrow's list.
 */
tomorrow: Array<string>, };

/**
 * A room 室, empty or not.
 */
export type Room = { 
/**
 * Row.
 */
id: number, 
/**
 * Bare: "12".
 */
building: string, 
/**
 * Bare: "2", or "".
 */
unit: string, 
/**
 * Bare: "402".
 */
room: string, 
/**
 * `residence`, `shop`, `villa`, `collective`, `other`.
 */
kind: RoomKind, 
/**
 * 房屋标签: 空关房, 出租房 …
 */
label: string | null, 
/**
 * Floor, when the room's number tells.
 */
floor: number | null, 
/**
 * 户
 */
households: number, 
/**
 * Registered, who have not moved out or died.
 */
residents: number, 
/**
 * Of these, in the building.
 */
present: number, 
/**
 * `occupied`, `away` (registered, nobody in), `empty` 空关.
 */
state: RoomState, };

/**
 * A room to be made.
 */
export type RoomAddRequest = { 
/**
 * Building as people write it; made when it is not there.
 */
building: string, 
/**
 * Room, with its unit when it has one: "402", "2-402".
 */
room: string, 
/**
 * 房屋标签
 */
label?: string | null, };

/**
 * A room of the picture.
 */
export type RoomCell = { 
/**
 * Everybody registered there who has neither moved out nor died.
 */
people: Array<RoomPerson>, 
/**
 * Row.
 */
id: number, 
/**
 * Bare: "12".
 */
building: string, 
/**
 * Bare: "2", or "".
 */
unit: string, 
/**
 * Bare: "402".
 */
room: string, 
/**
 * `residence`, `shop`, `villa`, `collective`, `other`.
 */
kind: RoomKind, 
/**
 * 房屋标签: 空关房, 出租房 …
 */
label: string | null, 
/**
 * Floor, when the room's number tells.
 */
floor: number | null, 
/**
 * 户
 */
households: number, 
/**
 * Registered, who have not moved out or died.
 */
residents: number, 
/**
 * Of these, in the building.
 */
present: number, 
/**
 * `occupied`, `away` (registered, nobody in), `empty` 空关.
 */
state: RoomState, };

/**
 * What a room is.
 */
export type RoomKind = "residence" | "shop" | "villa" | "collective" | "other";

/**
 * Somebody in a room of the picture.
 */
export type RoomPerson = { 
/**
 * Row.
 */
id: number, 
/**
 * 户
 */
household: number, 
/**
 * 姓名
 */
name: string, 
/**
 * 周岁
 */
age: number | null, 
/**
 * On this day.
 */
presence: PresenceState, 
/**
 * Stated and derived, Chinese.
 */
tags: Array<string>, 
/**
 * Whom the office looks after.
 */
special: boolean, 
/**
 * Some cell about them could not be read.
 */
unreadable: boolean, 
/**
 * ISO day on which their facts were checked.
 */
verified_on: string | null, 
/**
 * Expected in the newest round.
 */
expected: boolean, 
/**
 * Tested in the newest round; null when nobody said.
 */
tested: boolean | null, };

/**
 * What a room is now.
 */
export type RoomState = "occupied" | "away" | "empty";

/**
 * Which rooms.
 */
export type RoomsRequest = { 
/**
 * Bare building name: "12".
 */
building?: string | null, };

/**
 * Rows of the table.
 */
export type RosterPage = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for.
 */
rows: Array<RosterRow>, };

/**
 * Which rows of the table.
 */
export type RosterPageRequest = { 
/**
 * Who.
 */
filter?: TableFilter, 
/**
 * By what.
 */
sort?: SortBy, 
/**
 * The other way round.
 */
descending?: boolean, 
/**
 * Passing over so many.
 */
from?: number, 
/**
 * At most so many, and never more than 1,000.
 */
count: number, };

/**
 * A roster to be written.
 */
export type RosterRequest = { 
/**
 * Number of the round.
 */
round: number, 
/**
 * Where to.
 */
file: string, 
/**
 * Full ID numbers and phones; recorded.
 */
unmasked?: boolean, };

/**
 * A row of the table.
 */
export type RosterRow = { 
/**
 * "12号楼2单元402室"; the address as written when it could not be read.
 */
door: string, 
/**
 * 周岁
 */
age: number | null, 
/**
 * 人员类型
 */
residence_type: string | null, 
/**
 * 户籍地址
 */
registered: string | null, 
/**
 * 工作单位
 */
employer: string | null, 
/**
 * 房屋标签
 */
room_label: string | null, 
/**
 * 户号
 */
household_number: string | null, 
/**
 * ISO day on which their facts were checked.
 */
verified_on: string | null, 
/**
 * Row.
 */
id: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区
 */
compound: string | null, 
/**
 * Bare: "12"; "" when the address could not be read.
 */
building: string, 
/**
 * Bare: "2", or "".
 */
unit: string, 
/**
 * Bare: "402", or "".
 */
room: string, 
/**
 * What the address cell said, when it could not be read.
 */
address_raw: string | null, 
/**
 * 姓名
 */
name: string, 
/**
 * 证件类型, Chinese.
 */
id_type: string | null, 
/**
 * Only when its check digit is right.
 */
id_number: string | null, 
/**
 * What stood in the cell when it could not be read.
 */
id_raw: string | null, 
/**
 * "男", "女" or null.
 */
sex: string | null, 
/**
 * ISO, possibly shortened: "1938", "1938-05".
 */
birth_date: string | null, 
/**
 * The one to call first first.
 */
phones: Array<string>, 
/**
 * 与户主关系
 */
relation: string | null, 
/**
 * "在住", "外出" …
 */
presence: string, 
/**
 * Stated and derived, Chinese.
 */
tags: Array<string>, 
/**
 * 备注
 */
remark: string | null, };

/**
 * One building's share.
 */
export type RoundBuilding = { 
/**
 * Row; `None`: people whose address could not be read.
 */
id: number | null, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare name, or "".
 */
building: string, 
/**
 * 户 on the list.
 */
households: number, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 未检 with or without a reason.
 */
untested: number, 
/**
 * 不列应检, by reason.
 */
excluded: { [key in string]: number }, };

/**
 * How far a testing round is, as of the end of the period.
 */
export type RoundCoverage = { 
/**
 * Number of the round.
 */
round: number, 
/**
 * `nucleic` or `antigen`.
 */
kind: string, 
/**
 * Its day.
 */
date: string, 
/**
 * `open` or `closed`, at the end of the period.
 */
state: string, 
/**
 * By building, in natural order.
 */
buildings: Array<BuildingCoverage>, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 未检 by reason; 未说明 when none was given.
 */
untested: { [key in string]: number }, 
/**
 * 未登记: neither tested nor said why not.
 */
unmarked: number, 
/**
 * 不列应检, by reason.
 */
excluded: { [key in string]: number }, 
/**
 * 检测率 = 实检 / 应检, to four places; `None` when nobody is expected.
 */
rate: number | null, };

/**
 * A round in a list.
 */
export type RoundEntry = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 核酸 or 抗原.
 */
kind: RoundKind, 
/**
 * The day it is for.
 */
date: Day, 
/**
 * Whether marks are still taken.
 */
state: RoundState, 
/**
 * When it was opened.
 */
opened_at: string, 
/**
 * When it was closed.
 */
closed_at: string | null, };

/**
 * A round in figures, persons throughout.
 */
export type RoundFigures = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 核酸 or 抗原.
 */
kind: RoundKind, 
/**
 * The day it is for.
 */
date: Day, 
/**
 * Whether marks are still taken.
 */
state: RoundState, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 未检, by reason.
 */
untested: { [key in string]: number }, 
/**
 * Expected, and nobody has said anything yet.
 */
unmarked: number, 
/**
 * 不列应检, by reason.
 */
excluded: { [key in string]: number }, 
/**
 * Of the expected, those added at the table.
 */
newcomers: number, 
/**
 * In natural order.
 */
buildings: Array<RoundBuilding>, };

/**
 * 核酸 or 抗原.
 */
export type RoundKind = "nucleic" | "antigen";

/**
 * Which round.
 */
export type RoundRequest = { 
/**
 * Its number.
 */
round: number, };

/**
 * Whether marks are still taken.
 */
export type RoundState = "open" | "closed";

/**
 * What was done to a row.
 */
export type RowAction = "insert" | "update" | "delete";

/**
 * What became of a row.
 */
export type RowOutcome = "tested" | "untested" | "updated" | "unchanged" | "newcomer" | "conflict" | "unknown";

/**
 * A rule from a day on.
 */
export type RuleRequest = { 
/**
 * The first day.
 */
holds_from: Day, 
/**
 * 依据
 */
source?: string | null, } & ({ "name": "pooling", "value": Pooling } | { "name": "exclusions", "value": Exclusions } | { "name": "isolation", "value": IsolationRule } | { "name": "board", "value": BoardRule });

/**
 * Which rule.
 */
export type RuleRow = { 
/**
 * Row.
 */
rule: number, };

/**
 * A rule set.
 */
export type RulesKept = { 
/**
 * All of them, as they are now.
 */
rules: Array<DatedRule>, 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, };

/**
 * Somebody found.
 */
export type SearchHit = { 
/**
 * Row.
 */
id: number, 
/**
 * 户
 */
household: number, 
/**
 * 姓名
 */
name: string, 
/**
 * "男", "女" or null.
 */
sex: string | null, 
/**
 * 周岁
 */
age: number | null, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * "12号楼2单元402"; the address as written when it could not be read.
 */
door: string | null, 
/**
 * "在住", "外出" …
 */
presence: string, 
/**
 * Stated and derived, Chinese.
 */
tags: Array<string>, 
/**
 * Last four digits of the first phone.
 */
phone_tail: string | null, };

/**
 * What was typed.
 */
export type SearchRequest = { 
/**
 * Name, pinyin, initials, room, last digits; several words narrow each other down.
 */
text: string, 
/**
 * At most so many.
 */
limit?: number | null, };

/**
 * Somebody's place in a tube.
 */
export type Seat = { 
/**
 * 管号
 */
barcode: string, 
/**
 * Order in the tube, from 1.
 */
seat: number, 
/**
 * Places there are.
 */
seats: number, 
/**
 * Whether this was the last: the tube is closed, open the next.
 */
full: boolean, };

/**
 * One fact of somebody.
 */
export type SetRequest = { 
/**
 * Whose.
 */
resident: number, 
/**
 * A code such as `name`, `id_number`, `birth`, `remark`.
 */
field: string, 
/**
 * As typed; "" clears.
 */
value: string, 
/**
 * Take an ID number although somebody else has it.
 */
anyway?: boolean, };

/**
 * What the office chose.
 */
export type Settings = { 
/**
 * ID numbers and phones are masked on the screen until somebody asks.
 */
masked: boolean, 
/**
 * Minutes without a touch after which the office locks itself; 0 never.
 */
idle_minutes: number, };

/**
 * A sheet set right.
 */
export type SheetCorrection = { 
/**
 * Position of the file, as in [`PlannedSheet`].
 */
file: number, 
/**
 * Position of the sheet.
 */
sheet: number, 
/**
 * Do not take it.
 */
leave_out?: boolean, 
/**
 * Row of the header as Excel shows it.
 */
header_row?: number | null, 
/**
 * Bare: "12".
 */
building?: string | null, 
/**
 * Columns set right; remembered for the same headers when the import is done.
 */
columns?: Array<ColumnCorrection>, };

/**
 * What is assumed.
 */
export type SimulateOptions = { 
/**
 * The same seed gives the same day.
 */
seed: number, 
/**
 * Minutes between two floors being called.
 */
floor_minutes: number, 
/**
 * Minutes by which people of one floor spread.
 */
spread_minutes: number, 
/**
 * Minutes a slow walker (80岁以上, 失能, 孕产妇) needs more.
 */
slow_minutes: number, 
/**
 * How much longer a slow walker takes at the table.
 */
slow_service: number, 
/**
 * Share of the expected who come, percent.
 */
turnout: number, };

/**
 * A rehearsal to be run.
 */
export type SimulateRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * A plan that is not kept; without it the round's own.
 */
plan?: Plan | null, 
/**
 * Another order to compare with.
 */
other?: Plan | null, 
/**
 * What is assumed.
 */
options?: SimulateOptions | null, };

/**
 * Two days side by side.
 */
export type Simulated = { 
/**
 * The plan's.
 */
plan: Rehearsal, 
/**
 * The day goes on past midnight: in words, with what would do.
 */
too_long: string | null, 
/**
 * The other order's.
 */
other: Rehearsal | null, };

/**
 * A site 采样点.
 */
export type Site = { 
/**
 * Its number in the plan, from 1; turns hold it by this, whatever it is called.
 */
id: number, 
/**
 * Its name; no two are called the same.
 */
name: string, 
/**
 * People an hour.
 */
capacity: number, 
/**
 * "11:30-12:00,17:00-17:30"
 */
breaks?: string | null, 
/**
 * 人员
 */
staff?: string | null, };

/**
 * What a site's day would be.
 */
export type SiteRehearsal = { 
/**
 * Name.
 */
site: string, 
/**
 * People.
 */
people: number, 
/**
 * Most who waited at once.
 */
peak: number, 
/**
 * When that was, "HH:MM".
 */
peak_at: string, 
/**
 * Longest wait in minutes.
 */
longest_wait: number, 
/**
 * Mean wait in minutes, one place.
 */
mean_wait: number, 
/**
 * Minutes in which nobody was there to be taken.
 */
idle: number, 
/**
 * "HH:MM"; past midnight 24:10.
 */
finishes: string, 
/**
 * The most who waited in each ten minutes from the plan's opening.
 */
queue: Array<number>, };

/**
 * The waiting at a site.
 */
export type SiteWaited = { 
/**
 * Its name.
 */
site: string, 
/**
 * Whose times it is worked out from.
 */
people: number, 
/**
 * 晚到: not among them.
 */
late: number, 
/**
 * Mean minutes, one place.
 */
mean: number, 
/**
 * Most who waited at once.
 */
peak: number, 
/**
 * "HH:MM", when they did first.
 */
peak_at: string, 
/**
 * Mean minutes the rehearsal said.
 */
rehearsed_mean: number, 
/**
 * Most at once the rehearsal said.
 */
rehearsed_peak: number, };

/**
 * A building's turn.
 */
export type Slot = { 
/**
 * Row of the building.
 */
building: number, 
/**
 * Number of its site; 0: none yet.
 */
site: number, 
/**
 * "HH:MM"; past midnight 24:10.
 */
starts: string, 
/**
 * From the building to the site.
 */
route?: string | null, 
/**
 * The building's team of three.
 */
team?: string | null, };

/**
 * By what the table is sorted.
 */
export type SortBy = "door" | "name" | "sex" | "birth" | "id_number" | "relation" | "verified";

/**
 * Members taken out of a household.
 */
export type SplitRequest = { 
/**
 * 户
 */
household: number, 
/**
 * Who goes.
 */
residents: Array<number>, 
/**
 * Into this room; without it behind the same door.
 */
room?: number | null, };

/**
 * Somebody to be added.
 */
export type StaffAddRequest = { 
/**
 * 姓名
 */
name: string, 
/**
 * Four to eight digits, or "".
 */
pin: string, };

/**
 * Somebody of the staff.
 */
export type StaffRequest = { 
/**
 * Row.
 */
staff: number, };

/**
 * Somebody who works in the office.
 */
export type StaffRow = { 
/**
 * Row.
 */
id: number, 
/**
 * 姓名
 */
name: string, 
/**
 * Whether a PIN is asked when they sit down.
 */
has_pin: boolean, };

/**
 * A tag as stated.
 */
export type StatedTag = { 
/**
 * In Chinese.
 */
name: string, 
/**
 * Row.
 */
id: number, 
/**
 * [`crate::values::TagKind`] code.
 */
kind: string, 
/**
 * ISO day.
 */
since: string | null, 
/**
 * ISO day.
 */
until: string | null, 
/**
 * Which column or word said so.
 */
evidence: string | null, 
/**
 * Due date, medicine, diagnosis …
 */
data: string | null, 
/**
 * 结对志愿者
 */
carer_name: string | null, 
/**
 * Their phone.
 */
carer_phone: string | null, };

/**
 * A step of the round of doors.
 */
export type Step = "sent" | "waited" | "collected" | "registered";

/**
 * A step done at a building.
 */
export type StepRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Row of the building.
 */
building: number, 
/**
 * 送 等 收 登
 */
step: Step, };

/**
 * What a column shows.
 */
export type TableColumn = "door" | "compound" | "building" | "unit" | "room" | "household" | "name" | "sex" | "age" | "birth" | "relation" | "presence" | "phones" | "tags" | "id_type" | "id" | "residence" | "registered" | "employer" | "label" | "verified" | "remark";

/**
 * A table to be written.
 */
export type TableExportRequest = { 
/**
 * Who, as in `roster_page`.
 */
filter: TableFilter, 
/**
 * By what.
 */
sort?: SortBy, 
/**
 * The other way round.
 */
descending?: boolean, 
/**
 * Columns, in order.
 */
columns: Array<ColumnRequest>, 
/**
 * Where to.
 */
file: string, 
/**
 * Full ID numbers and phones; recorded.
 */
unmasked?: boolean, };

/**
 * Which residents.
 */
export type TableFilter = { 
/**
 * Row of the building.
 */
building?: number | null, 
/**
 * 单元, bare.
 */
unit?: string | null, 
/**
 * 小区, by its name.
 */
compound?: string | null, 
/**
 * 网格, by its name.
 */
grid?: string | null, 
/**
 * 块, by its name.
 */
block?: string | null, 
/**
 * "男" or "女".
 */
sex?: string | null, 
/**
 * 周岁, at least.
 */
age_from?: number | null, 
/**
 * 周岁, at most.
 */
age_to?: number | null, 
/**
 * 与户主关系, as it stands there.
 */
relation?: string | null, 
/**
 * Without a phone.
 */
no_phone?: boolean, 
/**
 * Without a readable ID number.
 */
no_id?: boolean, 
/**
 * Chinese name of a group, stated or derived: 独居, 80岁以上 …
 */
group?: string | null, 
/**
 * In this state; without one everybody who has neither moved out nor died.
 */
presence?: PresenceState | null, 
/**
 * As typed: name, pinyin, initials, room, last digits.
 */
text?: string | null, 
/**
 * Nobody has checked them yet.
 */
unverified?: boolean, };

/**
 * 重点类别: a special population.
 */
export type TagKind = "living_alone" | "empty_nest" | "elderly_no_family" | "elderly_household" | "lost_only_child" | "over80" | "over65" | "disabled" | "semi_disabled" | "bedridden" | "oxygen" | "dialysis" | "cancer_treatment" | "hypertension" | "diabetes" | "mental_illness" | "disability" | "pregnant" | "infant" | "child" | "child_in_need" | "low_income" | "five_guarantees" | "veteran" | "foreign" | "party_member" | "volunteer";

/**
 * A tag of some people.
 */
export type TagRequest = { 
/**
 * Whose.
 */
residents: Array<number>, 
/**
 * Which.
 */
kind: TagKind, 
/**
 * Due date, medicine, diagnosis …
 */
data?: string | null, };

/**
 * A file that was chosen, and what opens it.
 */
export type TakeInRequest = { 
/**
 * Handle of the file.
 */
file: string, 
/**
 * What opens it.
 */
passphrase: string, };

/**
 * A template set.
 */
export type TemplatesKept = { 
/**
 * All of them, as they are now.
 */
templates: Array<NoticeTemplate>, 
/**
 * The operation; null when nothing changed.
 */
operation: number | null, };

/**
 * 阴性 or 阳性.
 */
export type TestResult = "negative" | "positive";

/**
 * The office at a glance.
 */
export type Today = { 
/**
 * The day.
 */
day: Day, 
/**
 * The day the office was made: no earlier one is due.
 */
made_on: Day, 
/**
 * 户, 人, special populations, presence …, as in the daily report.
 */
figures: Array<Figure>, 
/**
 * 隔离, as a table.
 */
isolation: IsolationTable, 
/**
 * Rounds of the day and those still open, with coverage by building.
 */
rounds: Array<RoundCoverage>, 
/**
 * What does not add up.
 */
violations: Array<Violation>, 
/**
 * The round marks are taken for, when one is open.
 */
open_round: number | null, 
/**
 * 待定
 */
open_questions: number, 
/**
 * What was done last.
 */
last_operation: Operation | null, 
/**
 * The newest backup.
 */
last_backup: BackupEntry | null, 
/**
 * Where it is, for people to read.
 */
last_backup_folder: string | null, 
/**
 * Minutes since it was made, by the clock; 0 when the clock was set back.
 */
last_backup_minutes: number | null, 
/**
 * The office changed since.
 */
backup_is_old: boolean, 
/**
 * Why backups are not what they should be, in Chinese: no room, the drive is not there.
 */
backup_trouble: string | null, };

/**
 * A line at the top of a sheet.
 */
export type TopRow = { 
/**
 * Row as Excel shows it.
 */
row: number, 
/**
 * By column.
 */
cells: Array<string>, };

/**
 * One round of the trend.
 */
export type TrendRow = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 核酸 or 抗原.
 */
kind: RoundKind, 
/**
 * Its day.
 */
date: Day, 
/**
 * 应检
 */
expected: number, 
/**
 * 实检
 */
tested: number, 
/**
 * 检测率, percent with two places.
 */
rate: number, };

/**
 * A tube.
 */
export type Tube = { 
/**
 * Row.
 */
id: number, 
/**
 * 管号
 */
barcode: string, 
/**
 * Building's row: that of its people when they are all of one, else what was said on opening.
 */
building: number | null, 
/**
 * The buildings its people are from, in natural order; more than one: the tube is mixed.
 */
buildings: Array<TubeBuilding>, 
/**
 * Building's row that was said on opening.
 */
opened_for: number | null, 
/**
 * What it is for.
 */
purpose: Purpose, 
/**
 * People it holds at most.
 */
seats: number, 
/**
 * 一户一管
 */
household: boolean, 
/**
 * Order of opening in the building.
 */
sequence: number, 
/**
 * Where it is in its life.
 */
state: TubeState, 
/**
 * People in it.
 */
people: number, 
/**
 * Once it is known.
 */
result: TestResult | null, };

/**
 * A tube as it is now.
 */
export type TubeAnswer = { 
/**
 * The tube.
 */
tube: Tube, 
/**
 * The operation, which can be undone.
 */
operation: number | null, };

/**
 * A building with people in a tube.
 */
export type TubeBuilding = { 
/**
 * Row.
 */
building: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare name.
 */
name: string, };

/**
 * A tube to be opened.
 */
export type TubeOpenRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 管号 as scanned.
 */
barcode: string, 
/**
 * Row of the building; its rule says how many it holds.
 */
building?: number | null, 
/**
 * What for; a pool unless said.
 */
purpose?: Purpose | null, 
/**
 * Other than the rule says.
 */
pool?: Pool | null, };

/**
 * A tube and who sits in it.
 */
export type TubePeople = { 
/**
 * The tube.
 */
tube: Tube, 
/**
 * In the order of their seats.
 */
people: Array<TubePerson>, };

/**
 * Somebody in a tube.
 */
export type TubePerson = { 
/**
 * Order in the tube, from 1.
 */
seat: number, 
/**
 * Row.
 */
resident: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare, or "".
 */
building: string, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * 姓名
 */
name: string, 
/**
 * All phones, joined by 、.
 */
phones: string | null, 
/**
 * When they sat down.
 */
at: string, 
/**
 * What a single test of theirs said.
 */
result: TestResult | null, 
/**
 * The operation that seated them, which can be undone.
 */
operation: number | null, };

/**
 * Which tube.
 */
export type TubeRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * 管号
 */
barcode: string, };

/**
 * What became of a tube.
 */
export type TubeResult = { 
/**
 * 管号
 */
barcode: string, 
/**
 * 阴性 or 阳性.
 */
result: TestResult, };

/**
 * Where a tube is in its life.
 */
export type TubeState = "open" | "closed" | "handed";

/**
 * A cell as typed or pasted.
 */
export type TypedCell = { 
/**
 * Whose.
 */
resident: number, 
/**
 * A code such as `name`, `id_number`, `birth`, `remark`; `phones` and `tags` for all of them in one text; `presence`
 * for a state from today on.
 */
field: string, 
/**
 * As typed; "" clears.
 */
value: string, };

/**
 * A fact as typed.
 */
export type TypedFact = { 
/**
 * A code such as `name`.
 */
field: string, 
/**
 * As typed.
 */
value: string, };

/**
 * What a figure counts.
 */
export type Unit = "people" | "rooms" | "items";

/**
 * An office to be opened.
 */
export type UnlockRequest = { 
/**
 * As `office_list` names it.
 */
file: string, 
/**
 * What opens it; or else the recovery key.
 */
passphrase?: string | null, 
/**
 * The printed key.
 */
recovery_key?: string | null, };

/**
 * Somebody expected who was not tested.
 */
export type UntestedPerson = { 
/**
 * Row.
 */
resident: number, 
/**
 * 户
 */
household: number, 
/**
 * 小区, where the office has several.
 */
compound?: string, 
/**
 * Bare; "" when the address could not be read.
 */
building: string, 
/**
 * Bare, or "".
 */
unit: string, 
/**
 * Bare, or "".
 */
room: string, 
/**
 * 姓名
 */
name: string, 
/**
 * 周岁 on the round's day.
 */
age: number | null, 
/**
 * Chinese.
 */
tags: Array<string>, 
/**
 * All phones, joined by 、.
 */
phones: string | null, 
/**
 * Somebody said that they were not tested; otherwise nobody has said anything.
 */
said: boolean, 
/**
 * 未检原因
 */
reason: string | null, };

/**
 * Who is asked for.
 */
export type UntestedRequest = { 
/**
 * 第几轮
 */
round: number, 
/**
 * Row of a building; without it all.
 */
building?: number | null, 
/**
 * Only who gave this reason, as a round's figures name it; "" for those of whom nobody has said anything.
 */
reason?: string | null, 
/**
 * Only those whose calls stand so.
 */
calls?: CallFilter | null, 
/**
 * At most so many.
 */
limit?: number | null, 
/**
 * So many are passed over; none unless said.
 */
offset?: number | null, };

/**
 * Something in the report that does not add up.
 */
export type Violation = { 
/**
 * For programs: `isolation_balance`, `previous_day`, `presence_sum`, `round_balance`, `presence_dates`,
 * `correction_amount`, `correction_lost`.
 */
code: string, 
/**
 * The figure it is about, when it is about one.
 */
figure: string | null, 
/**
 * In Chinese, without names.
 */
text: string, };

/**
 * The waiting of a round.
 */
export type Waited = { 
/**
 * Whose times it is worked out from.
 */
people: number, 
/**
 * 晚到: not among them.
 */
late: number, 
/**
 * Mean minutes, one place.
 */
mean: number, 
/**
 * Sites where somebody was marked, in the plan's order.
 */
sites: Array<SiteWaited>, };

/**
 * How long people waited, as far as it can be worked out.
 */
export type Waiting = { "state": "derived" } & Waited | { "state": "no_plan" } | { "state": "no_times" };

/**
 * Which questions are meant; what is not said does not matter.
 */
export type Which = { 
/**
 * Only these.
 */
ids?: Array<number> | null, 
/**
 * Of this kind.
 */
kind?: QuestionKind | null, 
/**
 * About this field, by its code.
 */
field?: string | null, 
/**
 * For this reason, as a question says it.
 */
reason?: string | null, 
/**
 * Of the ledger file of this name.
 */
file?: string | null, 
/**
 * Of the sheet of this name.
 */
sheet?: string | null, };

/**
 * Why a cell needs a person's eye. `code` is for programs, `Display` is Chinese for people; neither holds a resident's data.
 */
export type Why = "id_check_digit" | "id_length" | "id_birth_date" | "id_precision_lost" | "id_unknown_shape" | "phone_shape" | "address_shape" | "address_became_date" | "date_shape" | "date_impossible" | "date_two_digit_year" | "name_shape" | "sex_shape" | "relation_shape" | "presence_shape";

/**
 * What went wrong: a code for programs, Chinese for people. No resident's data.
 */
export type WireError = { 
/**
 * For programs.
 */
code: string, 
/**
 * For people.
 */
message: string, };

/**
 * A building's zone.
 */
export type Zone = "lockdown" | "control" | "prevention" | "none";
