//! What can be typed for the rounds of tests. The doc comments here are the help texts people read, so they are Chinese.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use louce_core::testing::RoundKind;
use louce_core::values::Day;

use crate::args::{OfficeArg, day};

#[derive(Debug, Subcommand)]
pub enum RoundCommand {
    /// 开一轮检测，冻结应检名单
    Open {
        #[command(flatten)]
        office: OfficeArg,
        /// 种类：nucleic 核酸，antigen 抗原
        #[arg(long, value_name = "种类")]
        kind: Kind,
        /// 日期，如 2022-03-16
        #[arg(long, value_name = "日期", value_parser = day)]
        date: Day,
        /// 只测几栋楼，用逗号隔开，如 1,2（默认全部）
        #[arg(long, value_name = "楼号", value_delimiter = ',')]
        buildings: Option<Vec<String>>,
    },
    /// 读回填好的采样名册
    Record {
        #[command(flatten)]
        office: OfficeArg,
        /// 第几轮
        #[arg(long, value_name = "轮次")]
        round: u32,
        /// 填好的名册
        #[arg(long, value_name = "文件")]
        from: PathBuf,
        /// 只看会有什么结果，不改动任何内容
        #[arg(long)]
        dry_run: bool,
    },
    /// 一轮检测的数字：应检、实检、未检
    Show {
        #[command(flatten)]
        office: OfficeArg,
        /// 第几轮
        #[arg(long, value_name = "轮次")]
        round: u32,
    },
    /// 结束一轮检测
    Close {
        #[command(flatten)]
        office: OfficeArg,
        /// 第几轮
        #[arg(long, value_name = "轮次")]
        round: u32,
    },
    /// 全部轮次
    List {
        #[command(flatten)]
        office: OfficeArg,
    },
}

/// Kind of a round.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    Nucleic,
    Antigen,
}

impl From<Kind> for RoundKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Nucleic => Self::Nucleic,
            Kind::Antigen => Self::Antigen,
        }
    }
}
