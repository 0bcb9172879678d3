//! Paper. The doc comments are the help texts people read.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use louce_core::values::Day;

use super::{RoundArg, SheetArg};
use crate::args::{OfficeArg, day};

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
        /// 只印几户，写户的编号（residents --json 里的 household）
        #[arg(long, value_name = "编号", value_delimiter = ',', conflicts_with = "buildings")]
        households: Option<Vec<i64>>,
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
    /// 抗原袋标签：A4 不干胶
    Labels {
        #[command(flatten)]
        round: RoundArg,
        #[command(flatten)]
        paper: PaperArgs,
        /// 只印几栋楼
        #[arg(long, value_name = "楼号", value_delimiter = ',')]
        buildings: Option<Vec<String>>,
        /// 不干胶的规格：列×行
        #[arg(long, value_name = "规格", default_value = "3x8")]
        sheet: SheetArg,
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
    /// 公示：各楼检测数字，不写姓名
    Figures {
        #[command(flatten)]
        round: RoundArg,
        #[command(flatten)]
        paper: PaperArgs,
    },
    /// 复盘
    Review {
        #[command(flatten)]
        round: RoundArg,
        #[command(flatten)]
        paper: PaperArgs,
    },
}
