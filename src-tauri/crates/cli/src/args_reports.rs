//! What can be typed for the files and reports that leave the office. The doc comments here are the help texts people read, so they
//! are Chinese.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use louce_core::values::Day;

use crate::args::{OfficeArg, day};

#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// 采样名册：一楼一表
    Roster {
        #[command(flatten)]
        office: OfficeArg,
        /// 第几轮
        #[arg(long, value_name = "轮次")]
        round: u32,
        /// 写到哪个文件：.xlsx 表格，.pdf 打印
        #[arg(short, long, value_name = "文件")]
        output: PathBuf,
        /// 不打码；会记入操作记录
        #[arg(long)]
        unmasked: bool,
        /// 大字版（只用于 PDF）
        #[arg(long)]
        large: bool,
        /// 只印几栋楼，用逗号隔开（只用于 PDF）
        #[arg(long, value_name = "楼号", value_delimiter = ',')]
        buildings: Option<Vec<String>>,
    },
    /// 催检电话单：没有电话的写明打谁的（打印用 print calls）
    Calls {
        #[command(flatten)]
        office: OfficeArg,
        /// 第几轮
        #[arg(long, value_name = "轮次")]
        round: u32,
        /// 写到哪个文件
        #[arg(short, long, value_name = "文件")]
        output: PathBuf,
        /// 不打码；会记入操作记录
        #[arg(long)]
        unmasked: bool,
    },
    /// 居民总册：全部住户和空房，改好可以再导入
    Residents {
        #[command(flatten)]
        office: OfficeArg,
        /// 写到哪个文件
        #[arg(short, long, value_name = "文件")]
        output: PathBuf,
        /// 不打码；会记入操作记录
        #[arg(long)]
        unmasked: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// 日报
    Daily {
        #[command(flatten)]
        office: OfficeArg,
        /// 日期，如 2022-03-16
        #[arg(long, value_name = "日期", value_parser = day)]
        date: Day,
        /// 写成报街道的表格
        #[arg(short, long, value_name = "文件", conflicts_with = "names")]
        output: Option<PathBuf>,
        /// 列出一个数字的名单：代码或中文名称
        #[arg(long, value_name = "项目")]
        names: Option<String>,
        /// 关账：以后的改动不再影响这一天
        #[arg(long, conflicts_with = "names")]
        close: bool,
    },
    /// 更正日报的一个数字；关账以后不能再更正
    Correct {
        #[command(flatten)]
        office: OfficeArg,
        #[command(flatten)]
        correction: CorrectArgs,
    },
}

/// A figure corrected.
#[derive(Debug, Args)]
pub struct CorrectArgs {
    /// 日期，如 2022-03-16
    #[arg(long, value_name = "日期", value_parser = day)]
    pub date: Day,
    /// 更正哪个数字：代码或中文名称
    #[arg(long, value_name = "项目")]
    pub figure: String,
    /// 更正后的户数
    #[arg(long, value_name = "户数")]
    pub households: Option<u32>,
    /// 更正后的人数
    #[arg(long, value_name = "人数")]
    pub persons: Option<u32>,
    /// 更正后的间数或条数
    #[arg(long, value_name = "数")]
    pub count: Option<u32>,
    /// 更正的原因
    #[arg(long, value_name = "原因", required_unless_present = "withdraw")]
    pub reason: Option<String>,
    /// 取消更正
    #[arg(long, conflicts_with_all = ["households", "persons", "count", "reason"])]
    pub withdraw: bool,
}

#[derive(Debug, Subcommand)]
pub enum SettingsCommand {
    /// 日报统计截止时刻：不写时刻就显示现在的
    Cutoff {
        #[command(flatten)]
        office: OfficeArg,
        /// 如 18:00；24:00 是自然日
        #[arg(value_name = "时刻")]
        cutoff: Option<String>,
    },
}
