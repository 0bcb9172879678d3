//! What can be typed. The doc comments here are the help texts people read, so they are Chinese.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use louce_core::values::Day;

use crate::args_day::{
    AntigenCommand, BoardCommand, CallCommand, IsolationCommand, NoticeCommand, PlanCommand, PrintCommand,
    ReviewCommand, RoundArg, RuleCommand, TubeCommand,
};
use crate::args_import::ConflictsCommand;
use crate::args_reports::{ExportCommand, ReportCommand, SettingsCommand};
use crate::args_roster::{BackupCommand, LogCommand, ResponsibleCommand};
use crate::args_testing::RoundCommand;

/// 楼册：居委会封控期间的名册、检测与日报，离线使用，资料加密保存
#[derive(Debug, Parser)]
#[command(name = "louce", bin_name = "louce", version, long_about = LONG)]
pub struct Cli {
    #[command(flatten)]
    pub desk: DeskArgs,
    #[command(subcommand)]
    pub command: Command,
}

const LONG: &str = "楼册：居委会封控期间的名册、检测与日报，离线使用，资料加密保存。

口令取自 --passphrase-file 指定的文件、环境变量 LOUCE_PASSPHRASE，或在终端里输入。
退出码：0 完成，1 未能完成（原因写在标准错误上），2 用法不对。";

/// What goes with any command.
#[derive(Debug, Args)]
pub struct DeskArgs {
    /// 以 JSON 输出，供程序读取
    #[arg(long, global = true)]
    pub json: bool,
    /// 口令文件：取第一行
    #[arg(long, global = true, value_name = "文件")]
    pub passphrase_file: Option<PathBuf>,
    /// 经办人，记入操作记录（默认取 LOUCE_WHO 或本机用户名）
    #[arg(long, global = true, value_name = "姓名")]
    pub who: Option<String>,
    /// 当作现在的时刻
    #[arg(long, global = true, hide = true, value_name = "时刻")]
    pub now: Option<String>,
}

/// The office file.
#[derive(Debug, Args)]
pub struct OfficeArg {
    /// 工作文件
    #[arg(long, value_name = "文件")]
    pub office: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// 新建工作文件
    Init {
        #[command(flatten)]
        office: OfficeArg,
        /// 居委会名称
        #[arg(long, value_name = "名称")]
        name: String,
    },
    /// 查住户
    Residents {
        #[command(flatten)]
        office: OfficeArg,
        /// 只看一栋楼
        #[arg(long, value_name = "楼号")]
        building: Option<String>,
        /// 查找：姓名、拼音、首字母、房号（12-402）、电话或证件号末几位
        #[arg(long, value_name = "内容")]
        search: Option<String>,
        /// 只看一类重点人群：独居、80岁以上独居、孕产妇……
        #[arg(long, value_name = "类别")]
        group: Option<String>,
        /// 最多列出多少人
        #[arg(long, value_name = "人数")]
        limit: Option<usize>,
    },
    /// 查房屋，空关房在内
    Rooms {
        #[command(flatten)]
        office: OfficeArg,
        /// 只看一栋楼
        #[arg(long, value_name = "楼号")]
        building: Option<String>,
    },
    /// 导入台账：xlsx、xls、xlsb、ods、et、csv、网页表格等，按内容识别
    Import {
        #[command(flatten)]
        office: OfficeArg,
        /// 只看会有什么结果，不改动任何内容
        #[arg(long)]
        dry_run: bool,
        /// 把退回的行写成表格：保留原来的栏目，另加一栏原因
        #[arg(long, value_name = "文件")]
        rejects: Option<PathBuf>,
        /// 台账文件
        #[arg(value_name = "台账", required = true)]
        sheets: Vec<PathBuf>,
    },
    /// 导入时留下的待定问题
    #[command(subcommand_negates_reqs = true)]
    Conflicts {
        /// 工作文件
        #[arg(long, value_name = "文件", required = true)]
        office: Option<PathBuf>,
        /// 已经决定的也列出
        #[arg(long)]
        all: bool,
        #[command(subcommand)]
        command: Option<ConflictsCommand>,
    },
    /// 负责人：楼组长、网格员等，按楼或单元
    #[command(subcommand)]
    Responsible(ResponsibleCommand),
    /// 备份
    #[command(subcommand)]
    Backup(BackupCommand),
    /// 检测轮次
    #[command(subcommand)]
    Round(RoundCommand),
    /// 签到：扫码枪扫条码，或手打“12 301 302未 发热”；不写内容就从标准输入一行一行读
    Checkin {
        #[command(flatten)]
        round: RoundArg,
        /// 正在用的管
        #[arg(long, value_name = "管号")]
        tube: Option<String>,
        /// 按规则不该进这支管的人（抗原阳性、居家隔离、封控的楼）也照样进
        #[arg(long)]
        anyway: bool,
        /// 条码、身份证号、手机号，或楼号和室号
        #[arg(value_name = "内容")]
        text: Vec<String>,
    },
    /// 采样管：开、封、对数、交接、结果、复采
    #[command(subcommand)]
    Tube(TubeCommand),
    /// 检测日的安排和演练
    #[command(subcommand)]
    Plan(PlanCommand),
    /// 各楼群里的通知
    #[command(subcommand)]
    Notice(NoticeCommand),
    /// 抗原：送、等、收、登
    #[command(subcommand)]
    Antigen(AntigenCommand),
    /// 催检电话
    #[command(subcommand)]
    Call(CallCommand),
    /// 可以公示的数字，不带姓名
    Figures {
        #[command(flatten)]
        round: RoundArg,
    },
    /// 各轮的趋势
    Trend {
        #[command(flatten)]
        office: OfficeArg,
    },
    /// 无疫情榜
    #[command(subcommand)]
    Board(BoardCommand),
    /// 复盘
    #[command(subcommand)]
    Review(ReviewCommand),
    /// 规则：混采、不列应检、隔离天数、无疫情小区
    #[command(subcommand)]
    Rule(RuleCommand),
    /// 隔离：第几天、到哪天、下次检测
    #[command(subcommand)]
    Isolation(IsolationCommand),
    /// 打印成 PDF（采样名册用 export roster -o 名册.pdf）
    #[command(subcommand)]
    Print(PrintCommand),
    /// 导出表格；证件号和电话默认打码
    #[command(subcommand)]
    Export(ExportCommand),
    /// 报表
    #[command(subcommand)]
    Report(ReportCommand),
    /// 设置
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// 编一个虚构的居民区，写成办公室里常见的各种台账，用来试用
    Sample {
        /// 户数
        #[arg(long, value_name = "户数")]
        households: u32,
        /// 种子：相同的种子得到相同的台账
        #[arg(long, value_name = "数字", default_value_t = 1)]
        seed: u64,
        /// 写到哪个文件夹
        #[arg(short = 'o', long = "output", value_name = "文件夹")]
        folder: PathBuf,
    },
    /// 在本机浏览器里使用楼册：只在这台电脑上能打开，页面关掉一会儿后自己停下
    Serve {
        /// 页面文件所在的文件夹（默认用程序里带的页面）
        #[arg(long, value_name = "文件夹")]
        ui: Option<PathBuf>,
        /// 端口；0 由系统挑选
        #[arg(long, value_name = "端口", default_value_t = 0)]
        port: u16,
        /// 工作文件所在的文件夹
        #[arg(long, value_name = "文件夹")]
        office_dir: PathBuf,
        /// 备份所在的文件夹，最好在另一块盘上（默认是工作文件夹里的“备份”）
        #[arg(long, value_name = "文件夹")]
        backup_dir: Option<PathBuf>,
        /// 页面关掉多少秒后停下
        #[arg(long, value_name = "秒", default_value_t = 90)]
        quiet: u64,
    },
    /// 更换口令，并得到新的恢复码；以前的备份仍用原来的口令打开
    Passphrase {
        #[command(flatten)]
        office: OfficeArg,
        /// 新口令文件：取第一行（默认取环境变量 LOUCE_NEW_PASSPHRASE，或在终端里输入）
        #[arg(long, value_name = "文件")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// 操作记录
    #[command(subcommand_negates_reqs = true)]
    Log {
        /// 工作文件
        #[arg(long, value_name = "文件", required = true)]
        office: Option<PathBuf>,
        #[command(subcommand)]
        command: Option<LogCommand>,
    },
    /// 撤销一次操作；后来又改过的内容保留并列出
    Undo {
        #[command(flatten)]
        office: OfficeArg,
        /// 操作编号（默认最近一次）
        #[arg(value_name = "操作")]
        operation: Option<i64>,
    },
    /// 恢复撤销过的操作
    Redo {
        #[command(flatten)]
        office: OfficeArg,
        /// 操作编号（默认最近撤销的一次）
        #[arg(value_name = "操作")]
        operation: Option<i64>,
    },
    /// 一名住户或一户的全部变动
    History {
        #[command(flatten)]
        office: OfficeArg,
        /// 住户编号
        #[arg(long, value_name = "编号", required_unless_present = "household")]
        resident: Option<i64>,
        /// 户的编号：搬进搬出、分户并户、这一户的人在这里时的变动
        #[arg(long, value_name = "编号", conflicts_with = "resident")]
        household: Option<i64>,
    },
    /// 检查工作文件是否完好、资料是否自相矛盾；不改动任何内容
    Check {
        #[command(flatten)]
        office: OfficeArg,
    },
}

/// A day as it is typed.
pub fn day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text).ok_or_else(|| "日期要写成 2022-03-16 这样".to_owned())
}
