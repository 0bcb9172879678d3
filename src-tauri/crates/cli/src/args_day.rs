//! What can be typed for the testing day. The doc comments here are the help texts people read, so they are Chinese.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use louce_core::antigen::Step;
use louce_core::board::CaseKind;
use louce_core::rules::Zone;
use louce_core::testing::CallOutcome;
use louce_core::testing::tubes::{Purpose, TestResult};
use louce_core::values::Day;

use crate::args::{OfficeArg, day};

/// A round of an office.
#[derive(Debug, Args)]
pub struct RoundArg {
    #[command(flatten)]
    pub office: OfficeArg,
    /// 第几轮
    #[arg(long, value_name = "轮次")]
    pub round: u32,
}

macro_rules! choices {
    ($($(#[doc = $doc:literal])* $name:ident -> $core:ident { $($variant:ident),* $(,)? })*) => {
        $($(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, ValueEnum)]
        pub enum $name { $($variant,)* }
        impl From<$name> for $core {
            fn from(choice: $name) -> Self {
                match choice { $($name::$variant => Self::$variant,)* }
            }
        })*
    };
}

choices! {
    /// What a tube is for.
    PurposeArg -> Purpose { Pool, Single, Home }
    /// A result.
    ResultArg -> TestResult { Negative, Positive }
    /// A step at the door.
    StepArg -> Step { Sent, Waited, Collected, Registered }
    /// What came of a call.
    CallArg -> CallOutcome { Coming, Home, Reason, Unanswered }
    /// What happened.
    CaseArg -> CaseKind { Start, Confirmed, Suspected, Contact, Excluded }
    /// A zone.
    ZoneArg -> Zone { Lockdown, Control, Prevention, None }
}

#[derive(Debug, Subcommand)]
pub enum TubeCommand {
    /// 开一支管
    Open {
        #[command(flatten)]
        round: RoundArg,
        /// 管号
        #[arg(value_name = "管号")]
        barcode: String,
        /// 哪栋楼；按这栋楼的规则定人数
        #[arg(long, value_name = "楼号")]
        building: Option<String>,
        /// pool 混采，single 单采，home 上门
        #[arg(long, value_name = "用途", default_value = "pool")]
        purpose: PurposeArg,
        /// 几人一管（默认按规则）
        #[arg(long, value_name = "人数")]
        seats: Option<u32>,
        /// 一户一管
        #[arg(long)]
        household: bool,
    },
    /// 封管
    Close {
        #[command(flatten)]
        round: RoundArg,
        /// 管号
        #[arg(value_name = "管号")]
        barcode: String,
    },
    /// 全部采样管
    List {
        #[command(flatten)]
        round: RoundArg,
    },
    /// 单采和要上门的人
    Apart {
        #[command(flatten)]
        round: RoundArg,
    },
    /// 人、管、交接对数
    Count {
        #[command(flatten)]
        round: RoundArg,
    },
    /// 交接
    Handover {
        #[command(flatten)]
        round: RoundArg,
        /// 接收人
        #[arg(long, value_name = "姓名")]
        receiver: String,
        /// 点得几管
        #[arg(long, value_name = "管数")]
        tubes: u32,
        /// 点得几人
        #[arg(long, value_name = "人数")]
        people: u32,
        /// 数不对而仍要交的原因
        #[arg(long, value_name = "说明")]
        note: Option<String>,
        /// 管号（默认全部已封未交的）
        #[arg(value_name = "管号")]
        barcodes: Vec<String>,
    },
    /// 登记结果：一支管，或者一个人
    Result {
        #[command(flatten)]
        round: RoundArg,
        /// negative 阴性，positive 阳性
        #[arg(value_name = "结果")]
        result: ResultArg,
        /// 管号
        #[arg(long, value_name = "管号", conflicts_with = "resident", required_unless_present = "resident")]
        tube: Option<String>,
        /// 单采的人
        #[arg(long, value_name = "住户编号")]
        resident: Option<i64>,
        /// 说明
        #[arg(long, value_name = "说明")]
        note: Option<String>,
    },
    /// 阳性管的复采名单
    Retest {
        #[command(flatten)]
        round: RoundArg,
    },
}

#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// 看一轮的安排
    Show {
        #[command(flatten)]
        round: RoundArg,
    },
    /// 保存安排：JSON 文件，形状与 `plan show --json` 相同
    Set {
        #[command(flatten)]
        round: RoundArg,
        /// 安排
        #[arg(long, value_name = "文件")]
        from: PathBuf,
    },
    /// 照抄以前一轮的安排
    Copy {
        #[command(flatten)]
        round: RoundArg,
        /// 照抄第几轮
        #[arg(long, value_name = "轮次")]
        from: u32,
    },
    /// 按采样点的能力算出各楼的时刻，并保存
    Arrange {
        #[command(flatten)]
        round: RoundArg,
        /// 采样点：名称=每小时人数，如 南门=300；已有安排时可以不写
        #[arg(long = "site", value_name = "名称=人数")]
        sites: Vec<String>,
        /// 开始时刻
        #[arg(long, value_name = "时刻")]
        opens: Option<String>,
    },
    /// 演练：排队、高峰、结束时刻
    Simulate {
        #[command(flatten)]
        round: RoundArg,
        /// 种子：相同的种子得到相同的一天
        #[arg(long, value_name = "数字", default_value_t = 1)]
        seed: u64,
        /// 另一个安排（JSON 文件），放在一起比
        #[arg(long, value_name = "文件")]
        other: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum NoticeCommand {
    /// 各楼的通知
    List {
        #[command(flatten)]
        round: RoundArg,
        /// 只看没发的，和安排变了要重发的
        #[arg(long)]
        unsent: bool,
    },
    /// 记下哪些楼已发
    Sent {
        #[command(flatten)]
        round: RoundArg,
        /// 楼号，用逗号隔开
        #[arg(long, value_name = "楼号", value_delimiter = ',', required = true)]
        buildings: Vec<String>,
        /// 改为未发
        #[arg(long)]
        not: bool,
    },
    /// 看或改通知模板
    Template {
        #[command(flatten)]
        office: OfficeArg,
        /// 模板名称
        #[arg(long, value_name = "名称", requires = "body")]
        name: Option<String>,
        /// 内容；可用 {楼} {日期} {轮次} {时间} {地点} {顺序} {路线} {小组} {提醒} {居委会}
        #[arg(long, value_name = "内容", requires = "name")]
        body: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum AntigenCommand {
    /// 各楼的送等收登和试剂
    Log {
        #[command(flatten)]
        round: RoundArg,
    },
    /// 登记一步：sent 送，waited 等，collected 收，registered 登
    Step {
        #[command(flatten)]
        round: RoundArg,
        /// 楼号
        #[arg(long, value_name = "楼号")]
        building: String,
        /// 哪一步
        #[arg(value_name = "步骤")]
        step: StepArg,
    },
    /// 给一栋楼每个应检的人发一份试剂
    Issue {
        #[command(flatten)]
        round: RoundArg,
        /// 楼号
        #[arg(long, value_name = "楼号")]
        building: String,
    },
    /// 一户的收发
    Kits {
        #[command(flatten)]
        round: RoundArg,
        /// 户编号
        #[arg(long, value_name = "编号")]
        household: i64,
        /// 发了几份
        #[arg(long, value_name = "份数")]
        issued: u32,
        /// 收回几份
        #[arg(long, value_name = "份数")]
        returned: Option<u32>,
        /// 阳性几份
        #[arg(long, value_name = "份数", default_value_t = 0)]
        positive: u32,
    },
}

#[derive(Debug, Subcommand)]
pub enum CallCommand {
    /// 没检测、要打电话的人
    List {
        #[command(flatten)]
        round: RoundArg,
    },
    /// 记一个电话：coming 答应来，home 请上门，reason 说了原因，unanswered 没人接
    Note {
        #[command(flatten)]
        round: RoundArg,
        /// 住户编号
        #[arg(long, value_name = "编号")]
        resident: i64,
        /// 结果
        #[arg(value_name = "结果")]
        outcome: CallArg,
        /// 说明或原因
        #[arg(long, value_name = "说明")]
        note: Option<String>,
    },
    /// 连续两轮没检测的人
    Missed {
        #[command(flatten)]
        round: RoundArg,
    },
}

#[derive(Debug, Subcommand)]
pub enum BoardCommand {
    /// 看无疫情榜
    Show {
        #[command(flatten)]
        office: OfficeArg,
        /// 日期（默认今天）
        #[arg(long, value_name = "日期", value_parser = day)]
        date: Option<Day>,
    },
    /// 记一条：start 开始封闭，confirmed 确诊，suspected 疑似，contact 密接，excluded 排除
    Note {
        #[command(flatten)]
        office: OfficeArg,
        /// 哪一天
        #[arg(long, value_name = "日期", value_parser = day)]
        date: Day,
        /// 什么
        #[arg(value_name = "类别")]
        kind: CaseArg,
        /// 排除的是哪一条
        #[arg(long, value_name = "编号")]
        closes: Option<i64>,
        /// 说明，不写姓名
        #[arg(long, value_name = "说明")]
        note: Option<String>,
        /// 依据
        #[arg(long, value_name = "依据")]
        source: Option<String>,
    },
    /// 全部记录
    Cases {
        #[command(flatten)]
        office: OfficeArg,
    },
}

#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// 看一轮的复盘
    Show {
        #[command(flatten)]
        round: RoundArg,
    },
    /// 记一条体会
    Lesson {
        #[command(flatten)]
        round: RoundArg,
        /// 写什么
        #[arg(value_name = "内容")]
        text: String,
        /// 列入明天要办
        #[arg(long)]
        tomorrow: bool,
    },
    /// 办好一条
    Done {
        #[command(flatten)]
        round: RoundArg,
        /// 编号
        #[arg(value_name = "编号")]
        lesson: i64,
        /// 改为没办好
        #[arg(long)]
        not: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum RuleCommand {
    /// 全部规则
    List {
        #[command(flatten)]
        office: OfficeArg,
    },
    /// 改一条规则：JSON 文件，如 {"name":"board","value":{…},"holds_from":"2022-04-01"}
    Set {
        #[command(flatten)]
        office: OfficeArg,
        /// 规则
        #[arg(long, value_name = "文件")]
        from: PathBuf,
    },
    /// 各楼的区划和混采人数；写了楼号就是修改
    Buildings {
        #[command(flatten)]
        office: OfficeArg,
        /// 从哪天起（默认今天）
        #[arg(long, value_name = "日期", value_parser = day)]
        date: Option<Day>,
        /// 楼号，用逗号隔开
        #[arg(long, value_name = "楼号", value_delimiter = ',')]
        buildings: Option<Vec<String>>,
        /// lockdown 封控区，control 管控区，prevention 防范区，none 未划定
        #[arg(long, value_name = "区划", requires = "buildings")]
        zone: Option<ZoneArg>,
        /// 几人一管
        #[arg(long, value_name = "人数", requires = "buildings")]
        seats: Option<u32>,
        /// 一户一管
        #[arg(long, requires = "seats")]
        household: bool,
        /// 原因
        #[arg(long, value_name = "原因")]
        reason: Option<String>,
    },
}

/// Where a paper goes.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// 写到哪个文件
    #[arg(short, long, value_name = "文件")]
    pub output: PathBuf,
    /// 电话不打码；会记入操作记录
    #[arg(long)]
    pub unmasked: bool,
}

#[derive(Debug, Subcommand)]
pub enum PrintCommand {
    /// 日报
    Daily {
        #[command(flatten)]
        office: OfficeArg,
        #[command(flatten)]
        paper: PaperArgs,
        /// 日期
        #[arg(long, value_name = "日期", value_parser = day)]
        date: Day,
    },
    /// 住户联系卡
    Cards {
        #[command(flatten)]
        office: OfficeArg,
        #[command(flatten)]
        paper: PaperArgs,
        /// 只印几栋楼
        #[arg(long, value_name = "楼号", value_delimiter = ',')]
        buildings: Option<Vec<String>>,
    },
    /// 重点人群名单
    Special {
        #[command(flatten)]
        office: OfficeArg,
        #[command(flatten)]
        paper: PaperArgs,
        /// 哪一类：独居、80岁以上独居、孕产妇……
        #[arg(long, value_name = "类别")]
        group: String,
        /// 大字版
        #[arg(long)]
        large: bool,
    },
    /// 催检电话单
    Calls {
        #[command(flatten)]
        round: RoundArg,
        #[command(flatten)]
        paper: PaperArgs,
        /// 大字版
        #[arg(long)]
        large: bool,
    },
    /// 抗原袋标签：A4 不干胶，3×8
    Labels {
        #[command(flatten)]
        round: RoundArg,
        #[command(flatten)]
        paper: PaperArgs,
        /// 只印几栋楼
        #[arg(long, value_name = "楼号", value_delimiter = ',')]
        buildings: Option<Vec<String>>,
    },
    /// 大字通知
    Poster {
        #[command(flatten)]
        round: RoundArg,
        #[command(flatten)]
        paper: PaperArgs,
        /// 只印几栋楼
        #[arg(long, value_name = "楼号", value_delimiter = ',')]
        buildings: Option<Vec<String>>,
    },
    /// 无疫情榜（A3）
    Board {
        #[command(flatten)]
        office: OfficeArg,
        #[command(flatten)]
        paper: PaperArgs,
        /// 日期（默认今天）
        #[arg(long, value_name = "日期", value_parser = day)]
        date: Option<Day>,
    },
    /// 复盘
    Review {
        #[command(flatten)]
        round: RoundArg,
        #[command(flatten)]
        paper: PaperArgs,
    },
}
