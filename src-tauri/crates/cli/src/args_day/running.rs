//! While the day runs: tubes, the plan, notices, antigen. The doc comments are the help texts people read.

use std::path::PathBuf;

use clap::Subcommand;

use super::{PurposeArg, ResultArg, RoundArg, StepArg};
use crate::args::OfficeArg;

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
    /// 单采和要上门的人：看，或者印成 PDF 给上门的护士
    Apart {
        #[command(flatten)]
        round: RoundArg,
        /// 印成 PDF，写到哪个文件
        #[arg(short, long, value_name = "文件")]
        output: Option<PathBuf>,
        /// 电话不打码；会记入操作记录
        #[arg(long, requires = "output")]
        unmasked: bool,
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
    /// 登记结果：几支管，或者一个人
    Result {
        #[command(flatten)]
        round: RoundArg,
        /// negative 阴性，positive 阳性
        #[arg(value_name = "结果")]
        result: ResultArg,
        /// 管号，几支用逗号隔开：一起登记，一次撤销
        #[arg(
            long = "tube",
            value_name = "管号",
            value_delimiter = ',',
            conflicts_with = "resident",
            required_unless_present = "resident"
        )]
        tubes: Vec<String>,
        /// 单采的人
        #[arg(long, value_name = "住户编号")]
        resident: Option<i64>,
        /// 说明
        #[arg(long, value_name = "说明")]
        note: Option<String>,
        /// 管还没有交接，也照样登记结果
        #[arg(long, conflicts_with = "resident")]
        anyway: bool,
    },
    /// 一支管里的人
    People {
        #[command(flatten)]
        round: RoundArg,
        /// 管号
        #[arg(value_name = "管号")]
        barcode: String,
    },
    /// 阳性管的复采名单：看，或者印成 PDF
    Retest {
        #[command(flatten)]
        round: RoundArg,
        /// 只要一支管
        #[arg(long, value_name = "管号")]
        tube: Option<String>,
        /// 印成 PDF，写到哪个文件
        #[arg(short, long, value_name = "文件")]
        output: Option<PathBuf>,
        /// 电话不打码；会记入操作记录
        #[arg(long, requires = "output")]
        unmasked: bool,
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
        /// 收回的比人少时，是谁做的，用逗号隔开
        #[arg(long, value_name = "住户编号", value_delimiter = ',')]
        tested: Vec<i64>,
        /// 谁阳性，用逗号隔开
        #[arg(long, value_name = "住户编号", value_delimiter = ',')]
        positives: Vec<i64>,
    },
}
