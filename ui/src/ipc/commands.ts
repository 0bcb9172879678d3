// Written by `cargo test -p louce-api` from the commands in Rust. Do not edit.

import type {
  AddRequest,
  AntigenLog,
  ApartPerson,
  ApplyRequest,
  ArrangeRequest,
  BackupEntry,
  BackupPreview,
  BackupRequest,
  BackupTargetRequest,
  BackupTargets,
  Backups,
  Board,
  Building,
  BuildingRequest,
  BuildingRule,
  BuildingRuleRequest,
  BuildingRulesKept,
  CallCounts,
  CallCountsRequest,
  CallPerson,
  CallRequest,
  CaseEvent,
  CaseRow,
  CasesKept,
  CellsRequest,
  CellsSet,
  Change,
  ChangesRequest,
  CheckInAnswer,
  CheckInRequest,
  CheckNamesRequest,
  CheckUp,
  ClosedRound,
  ConfirmRequest,
  ConflictsRequest,
  CorrectRequest,
  CreateRequest,
  Created,
  CutoffAnswer,
  CutoffRequest,
  Daily,
  DailyRequest,
  DatedRule,
  DayPlanRequest,
  DayRequest,
  DecideRequest,
  DecideRule,
  Decided,
  DecidedMany,
  DeskStatus,
  Edited,
  ExportRequest,
  Exported,
  FieldChoice,
  FigureRequest,
  HandOverRequest,
  HandedOver,
  HistoryRequest,
  Holder,
  Household,
  HouseholdChange,
  HouseholdRequest,
  IdCheckRequest,
  IdChecked,
  ImportAnswer,
  ImportPlan,
  ImportRequest,
  Imported,
  IsolatedPerson,
  IsolationRequest,
  IsolationSetRequest,
  IssueRequest,
  KeptRecords,
  KitsRequest,
  LessonDoneRequest,
  LessonRequest,
  Made,
  MarkPeopleRequest,
  MarkRequest,
  Marked,
  MergeRequest,
  MissedCount,
  MissedPerson,
  MissedRequest,
  MoveRequest,
  NameRow,
  NamesRequest,
  NewCase,
  NewKey,
  Nothing,
  Notice,
  NoticePreview,
  NoticeSentRequest,
  NoticeTemplate,
  NoticesKept,
  NoticesRequest,
  OfficeFile,
  OfficeRequest,
  OpenRequest,
  OpenedRound,
  Operation,
  OperationChanges,
  OperationRequest,
  PassphraseRequest,
  PeopleChangeRequest,
  PeopleChanged,
  PeopleRequest,
  PhonesRequest,
  PinForgottenRequest,
  PinRequest,
  Places,
  Plan,
  PlanCopyRequest,
  PlanKept,
  PlanRequest,
  PlanRows,
  PlanRowsRequest,
  PresenceRequest,
  PreviewRequest,
  PrintPaperRequest,
  PrintRosterRequest,
  Printed,
  PublicFigures,
  Question,
  Reconciliation,
  RecordReport,
  RecordRequest,
  Resident,
  ResidentMoveRequest,
  ResidentsRequest,
  Responsibility,
  ResponsibleRemoveRequest,
  ResponsibleRequest,
  ResponsibleSetRequest,
  ResultRequest,
  ResultsRequest,
  RetestRequest,
  RetestTube,
  Reversal,
  Review,
  ReviewKept,
  Room,
  RoomAddRequest,
  RoomsRequest,
  RosterPage,
  RosterPageRequest,
  RosterRequest,
  RoundEntry,
  RoundFigures,
  RoundRequest,
  RuleRequest,
  RuleRow,
  RulesKept,
  SearchHit,
  SearchRequest,
  SetRequest,
  Settings,
  SimulateRequest,
  Simulated,
  SplitRequest,
  StaffAddRequest,
  StaffRequest,
  StaffRow,
  StepRequest,
  TableExportRequest,
  TagRequest,
  TakeInRequest,
  TemplatesKept,
  Today,
  TrendRow,
  Tube,
  TubeAnswer,
  TubeOpenRequest,
  TubePeople,
  TubeRequest,
  UnlockRequest,
  UntestedPerson,
  UntestedRequest,
} from './types'

/** Every command: what it is asked and what it answers. */
export interface Commands {
  /** 桌面的情形 */
  desk_status: { request: Nothing; response: DeskStatus }
  /** 工作文件夹里的居委会 */
  office_list: { request: Nothing; response: Array<OfficeFile> }
  /** 新建居委会并打开 */
  office_create: { request: CreateRequest; response: Created }
  /** 打开居委会 */
  office_open: { request: UnlockRequest; response: DeskStatus }
  /** 打开别处的工作文件或备份：抄进工作文件夹 */
  office_take_in: { request: TakeInRequest; response: DeskStatus }
  /** 锁上 */
  office_lock: { request: Nothing; response: Nothing }
  /** 坐到桌前 */
  sit_down: { request: PinRequest; response: DeskStatus }
  /** 忘了 PIN，用口令取消 */
  pin_forgotten: { request: PinForgottenRequest; response: DeskStatus }
  /** 离开桌前 */
  stand_up: { request: Nothing; response: DeskStatus }
  /** 备份的清单 */
  backup_list: { request: Nothing; response: Backups }
  /** 现在备份 */
  backup_now: { request: Nothing; response: BackupEntry }
  /** 恢复前先看差别 */
  backup_preview: { request: BackupRequest; response: BackupPreview }
  /** 从备份恢复 */
  backup_restore: { request: BackupRequest; response: DeskStatus }
  /** 备份放在哪里 */
  backup_targets: { request: Nothing; response: BackupTargets }
  /** 选第二个备份文件夹 */
  backup_target_set: { request: BackupTargetRequest; response: BackupTargets }
  /** 更换口令 */
  passphrase_change: { request: PassphraseRequest; response: NewKey }
  /** 重做恢复码 */
  recovery_renew: { request: ConfirmRequest; response: NewKey }
  /** 恢复码已抄下 */
  recovery_confirm: { request: Nothing; response: DeskStatus }
  /** 栏目可以是什么 */
  import_fields: { request: Nothing; response: Array<FieldChoice> }
  /** 读文件，看导入会怎样 */
  import_plan: { request: PlanRequest; response: ImportPlan }
  /** 计划中的行 */
  import_rows: { request: PlanRowsRequest; response: PlanRows }
  /** 照计划导入 */
  import_apply: { request: ApplyRequest; response: Imported }
  /** 放下计划 */
  import_drop: { request: Nothing; response: Nothing }
  /** 今日 */
  today: { request: Nothing; response: Today }
  /** 底册表格的一段 */
  roster_page: { request: RosterPageRequest; response: RosterPage }
  /** 楼栋和数字 */
  places: { request: Nothing; response: Places }
  /** 一栋楼的楼图 */
  building: { request: BuildingRequest; response: Building }
  /** 一户 */
  household: { request: HouseholdRequest; response: Household }
  /** 看一户的完整号码，记入操作记录 */
  reveal: { request: HouseholdRequest; response: Household }
  /** 搜索 */
  search: { request: SearchRequest; response: Array<SearchHit> }
  /** 楼组长等负责人 */
  responsible_list: { request: ResponsibleRequest; response: Array<Responsibility> }
  /** 写明一个负责人 */
  responsible_set: { request: ResponsibleSetRequest; response: Made }
  /** 不再负责 */
  responsible_remove: { request: ResponsibleRemoveRequest; response: Edited }
  /** 验证件号 */
  id_check: { request: IdCheckRequest; response: IdChecked }
  /** 修改一项资料 */
  resident_set: { request: SetRequest; response: Edited }
  /** 一次修改许多格（粘贴、填充） */
  cells_set: { request: CellsRequest; response: CellsSet }
  /** 添加住户 */
  resident_add: { request: AddRequest; response: Made }
  /** 修改电话 */
  phones_set: { request: PhonesRequest; response: Edited }
  /** 标注重点类别 */
  resident_tag: { request: TagRequest; response: Edited }
  /** 取消重点类别 */
  resident_untag: { request: TagRequest; response: Edited }
  /** 在住状态：迁出、回来、隔离 */
  presence_set: { request: PresenceRequest; response: Edited }
  /** 搬户 */
  household_move: { request: MoveRequest; response: Edited }
  /** 一个人搬到别的户 */
  resident_move: { request: ResidentMoveRequest; response: Edited }
  /** 分户 */
  household_split: { request: SplitRequest; response: Made }
  /** 并户 */
  household_merge: { request: MergeRequest; response: Edited }
  /** 添加房屋 */
  room_add: { request: RoomAddRequest; response: Made }
  /** 核实 */
  verified: { request: PeopleRequest; response: Edited }
  /** 批量修改 */
  people_change: { request: PeopleChangeRequest; response: PeopleChanged }
  /** 口报登记 */
  round_mark: { request: MarkRequest; response: Marked }
  /** 登记几个人 */
  round_mark_people: { request: MarkPeopleRequest; response: Edited }
  /** 未检名单 */
  round_untested: { request: UntestedRequest; response: Array<UntestedPerson> }
  /** 设置 */
  settings_set: { request: Settings; response: Settings }
  /** 居委会名称、街道 */
  office_set: { request: OfficeRequest; response: Nothing }
  /** 工作人员 */
  staff_list: { request: Nothing; response: Array<StaffRow> }
  /** 添加工作人员 */
  staff_add: { request: StaffAddRequest; response: Array<StaffRow> }
  /** 移除工作人员 */
  staff_remove: { request: StaffRequest; response: Array<StaffRow> }
  /** 修改 PIN */
  staff_pin: { request: PinRequest; response: Nothing }
  /** 以往的导入 */
  imports: { request: Nothing; response: Array<Operation> }
  /** 住户 */
  residents: { request: ResidentsRequest; response: Array<Resident> }
  /** 房屋，空关房在内 */
  rooms: { request: RoomsRequest; response: Array<Room> }
  /** 导入 */
  import: { request: ImportRequest; response: ImportAnswer }
  /** 待定问题 */
  conflicts: { request: ConflictsRequest; response: Array<Question> }
  /** 决定一个待定问题 */
  decide: { request: DecideRequest; response: Decided }
  /** 一次决定许多待定问题 */
  decide_many: { request: DecideRule; response: DecidedMany }
  /** 开检测轮次 */
  round_open: { request: OpenRequest; response: OpenedRound }
  /** 登记检测结果 */
  round_record: { request: RecordRequest; response: RecordReport }
  /** 一轮检测的数字 */
  round_show: { request: RoundRequest; response: RoundFigures }
  /** 结束检测轮次 */
  round_close: { request: RoundRequest; response: ClosedRound }
  /** 全部检测轮次 */
  round_list: { request: Nothing; response: Array<RoundEntry> }
  /** 导出采样名册 */
  export_roster: { request: RosterRequest; response: Exported }
  /** 导出电话单 */
  export_calls: { request: RosterRequest; response: Exported }
  /** 导出居民总册 */
  export_residents: { request: ExportRequest; response: Exported }
  /** 导出表格所见 */
  table_export: { request: TableExportRequest; response: Exported }
  /** 日报 */
  report_daily: { request: DailyRequest; response: Daily }
  /** 日报数字的名单 */
  report_names: { request: NamesRequest; response: Array<NameRow> }
  /** 更正日报的一个数字 */
  report_correct: { request: CorrectRequest; response: Daily }
  /** 取消更正 */
  report_uncorrect: { request: FigureRequest; response: Daily }
  /** 日报统计截止时刻 */
  report_cutoff: { request: CutoffRequest; response: CutoffAnswer }
  /** 操作记录 */
  log: { request: Nothing; response: Array<Operation> }
  /** 一次操作改了什么 */
  operation_changes: { request: ChangesRequest; response: OperationChanges }
  /** 撤销时保留下来的 */
  operation_kept: { request: ChangesRequest; response: KeptRecords }
  /** 不指明时撤销的是哪一步 */
  undo_next: { request: Nothing; response: Operation | null }
  /** 撤销 */
  undo: { request: OperationRequest; response: Reversal }
  /** 恢复 */
  redo: { request: OperationRequest; response: Reversal }
  /** 一名住户的变动 */
  history: { request: HistoryRequest; response: Array<Change> }
  /** 一户的变动 */
  household_history: { request: HouseholdRequest; response: Array<HouseholdChange> }
  /** 签到：扫码或手打 */
  checkin: { request: CheckInRequest; response: CheckInAnswer }
  /** 开管 */
  tube_open: { request: TubeOpenRequest; response: TubeAnswer }
  /** 封管 */
  tube_close: { request: TubeRequest; response: TubeAnswer }
  /** 一轮的采样管 */
  tube_list: { request: RoundRequest; response: Array<Tube> }
  /** 单采和上门的人 */
  tube_apart: { request: RoundRequest; response: Array<ApartPerson> }
  /** 人、管、交接对数 */
  tube_count: { request: RoundRequest; response: Reconciliation }
  /** 交接 */
  tube_hand_over: { request: HandOverRequest; response: HandedOver }
  /** 登记管或人的结果 */
  tube_result: { request: ResultRequest; response: Edited }
  /** 登记几支管的结果 */
  tube_results: { request: ResultsRequest; response: Edited }
  /** 一支管里的人 */
  tube_people: { request: TubeRequest; response: TubePeople }
  /** 阳性管的复采名单 */
  tube_retest: { request: RetestRequest; response: Array<RetestTube> }
  /** 一轮的安排 */
  plan_show: { request: RoundRequest; response: Plan }
  /** 保存安排 */
  plan_set: { request: DayPlanRequest; response: PlanKept }
  /** 照抄以前的安排 */
  plan_copy: { request: PlanCopyRequest; response: PlanKept }
  /** 算出各楼的时刻 */
  plan_arrange: { request: ArrangeRequest; response: Plan }
  /** 演练 */
  plan_simulate: { request: SimulateRequest; response: Simulated }
  /** 各楼的通知 */
  notices: { request: NoticesRequest; response: Array<Notice> }
  /** 通知的写法：先看一栋楼的 */
  notice_preview: { request: PreviewRequest; response: NoticePreview }
  /** 通知已发 */
  notice_sent: { request: NoticeSentRequest; response: NoticesKept }
  /** 通知模板 */
  notice_templates: { request: Nothing; response: Array<NoticeTemplate> }
  /** 修改通知模板 */
  notice_template_set: { request: NoticeTemplate; response: TemplatesKept }
  /** 抗原：送等收登和试剂 */
  antigen_log: { request: RoundRequest; response: AntigenLog }
  /** 抗原：登记一步 */
  antigen_step: { request: StepRequest; response: Edited }
  /** 抗原：一栋楼发放试剂 */
  antigen_issue: { request: IssueRequest; response: Edited }
  /** 抗原：各户收发 */
  antigen_kits: { request: KitsRequest; response: Edited }
  /** 催检电话名单 */
  call_list: { request: UntestedRequest; response: Array<CallPerson> }
  /** 记一个电话 */
  call_note: { request: CallRequest; response: Edited }
  /** 连续两轮未检 */
  missed_running: { request: MissedRequest; response: Array<MissedPerson> }
  /** 连续两轮未检有多少 */
  missed_count: { request: RoundRequest; response: MissedCount }
  /** 催检电话还有多少 */
  call_counts: { request: CallCountsRequest; response: CallCounts }
  /** 可公示的数字 */
  public_figures: { request: RoundRequest; response: PublicFigures }
  /** 各轮趋势 */
  trend: { request: Nothing; response: Array<TrendRow> }
  /** 无疫情榜 */
  board: { request: DayRequest; response: Board }
  /** 疫情记录 */
  case_list: { request: Nothing; response: Array<CaseEvent> }
  /** 记一条疫情 */
  case_note: { request: NewCase; response: CasesKept }
  /** 去掉一条疫情记录 */
  case_remove: { request: CaseRow; response: CasesKept }
  /** 复盘 */
  review: { request: RoundRequest; response: Review }
  /** 复盘：记一条 */
  review_lesson: { request: LessonRequest; response: ReviewKept }
  /** 复盘：办好一条 */
  review_lesson_done: { request: LessonDoneRequest; response: ReviewKept }
  /** 规则 */
  rule_list: { request: Nothing; response: Array<DatedRule> }
  /** 修改规则 */
  rule_set: { request: RuleRequest; response: RulesKept }
  /** 撤回一条规则 */
  rule_withdraw: { request: RuleRow; response: RulesKept }
  /** 各楼的规则 */
  building_rules: { request: DayRequest; response: Array<BuildingRule> }
  /** 修改各楼的规则 */
  building_rule_set: { request: BuildingRuleRequest; response: BuildingRulesKept }
  /** 隔离的人：第几天、到哪天、下次检测 */
  isolation_days: { request: IsolationRequest; response: Array<IsolatedPerson> }
  /** 最后接触的日期，另定的解除日期 */
  isolation_set: { request: IsolationSetRequest; response: Edited }
  /** 打印采样名册（PDF） */
  print_roster: { request: PrintRosterRequest; response: Printed }
  /** 打印其他纸张（PDF） */
  print_paper: { request: PrintPaperRequest; response: Printed }
  /** 检查 */
  check: { request: Nothing; response: CheckUp }
  /** 检查出来的是谁 */
  check_names: { request: CheckNamesRequest; response: Array<Holder> }
}
