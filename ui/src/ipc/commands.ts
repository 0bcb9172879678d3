// Written by `cargo test -p louce-api` from the commands in Rust. Do not edit.

import type {
  Change,
  CheckUp,
  ConflictsRequest,
  CutoffAnswer,
  CutoffRequest,
  Daily,
  DailyRequest,
  DecideRequest,
  Decided,
  ExportRequest,
  Exported,
  HistoryRequest,
  ImportAnswer,
  ImportRequest,
  NameRow,
  NamesRequest,
  Nothing,
  OpenRequest,
  OpenedRound,
  Operation,
  OperationRequest,
  Question,
  RecordReport,
  RecordRequest,
  Resident,
  ResidentsRequest,
  Reversal,
  Room,
  RoomsRequest,
  RosterRequest,
  RoundEntry,
  RoundFigures,
  RoundRequest,
} from './types'

/** Every command: what it is asked and what it answers. */
export interface Commands {
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
  /** 开检测轮次 */
  round_open: { request: OpenRequest; response: OpenedRound }
  /** 登记检测结果 */
  round_record: { request: RecordRequest; response: RecordReport }
  /** 一轮检测的数字 */
  round_show: { request: RoundRequest; response: RoundFigures }
  /** 结束检测轮次 */
  round_close: { request: RoundRequest; response: RoundFigures }
  /** 全部检测轮次 */
  round_list: { request: Nothing; response: Array<RoundEntry> }
  /** 导出采样名册 */
  export_roster: { request: RosterRequest; response: Exported }
  /** 导出居民总册 */
  export_residents: { request: ExportRequest; response: Exported }
  /** 日报 */
  report_daily: { request: DailyRequest; response: Daily }
  /** 日报数字的名单 */
  report_names: { request: NamesRequest; response: Array<NameRow> }
  /** 日报统计截止时刻 */
  report_cutoff: { request: CutoffRequest; response: CutoffAnswer }
  /** 操作记录 */
  log: { request: Nothing; response: Array<Operation> }
  /** 撤销 */
  undo: { request: OperationRequest; response: Reversal }
  /** 恢复 */
  redo: { request: OperationRequest; response: Reversal }
  /** 一名住户的变动 */
  history: { request: HistoryRequest; response: Array<Change> }
  /** 检查 */
  check: { request: Nothing; response: CheckUp }
}
