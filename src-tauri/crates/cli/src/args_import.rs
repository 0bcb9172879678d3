//! What can be typed to answer the questions an import left open. The doc comments here are the help texts people read, so they are
//! Chinese.

use clap::{Args, Subcommand, ValueEnum};

use crate::args::OfficeArg;

#[derive(Debug, Subcommand)]
pub enum ConflictsCommand {
    /// 决定一个待定问题，或用 --all 一次决定许多
    Decide {
        #[command(flatten)]
        office: OfficeArg,
        /// 问题编号
        #[arg(value_name = "编号", required_unless_present = "all")]
        id: Option<i64>,
        /// keep 保留原有，take 采用来件，new 另立一人
        #[arg(value_name = "决定", required_unless_present = "all")]
        decision: Option<Decision>,
        /// 待定的都这样决定，合成一次操作；可以再用下面几项缩小范围
        #[arg(long, value_name = "决定", conflicts_with_all = ["id", "resident"])]
        all: Option<Decision>,
        #[command(flatten)]
        which: WhichArgs,
        /// 有几个候选人时，采用到哪一个住户
        #[arg(long, value_name = "住户编号")]
        resident: Option<i64>,
    },
}

/// Which of the open questions.
#[derive(Debug, Args)]
pub struct WhichArgs {
    /// 只决定这几个，用逗号分开
    #[arg(long, value_name = "编号", value_delimiter = ',', requires = "all")]
    pub ids: Option<Vec<i64>>,
    /// 只决定这一种：who 是谁，field 哪个值对
    #[arg(long, value_name = "种类", requires = "all")]
    pub kind: Option<Asked>,
    /// 只决定问这一项的：代码，如 birth、address、presence
    #[arg(long, value_name = "项目", requires = "all")]
    pub field: Option<String>,
    /// 只决定来自这个文件的
    #[arg(long, value_name = "文件名", requires = "all")]
    pub file: Option<String>,
    /// 只决定来自这张工作表的
    #[arg(long, value_name = "表名", requires = "all")]
    pub sheet: Option<String>,
}

impl From<WhichArgs> for louce_core::questions::Which {
    fn from(args: WhichArgs) -> Self {
        let WhichArgs { ids, kind, field, file, sheet } = args;
        Self { ids, kind: kind.map(Into::into), field, reason: None, file, sheet }
    }
}

/// What is asked.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Asked {
    Who,
    Field,
}

impl From<Asked> for louce_core::questions::QuestionKind {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked::Who => Self::Who,
            Asked::Field => Self::Field,
        }
    }
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Decision {
    Keep,
    Take,
    New,
}

impl From<Decision> for louce_api::questions::Answer {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Keep => Self::Keep,
            Decision::Take => Self::Take,
            Decision::New => Self::New,
        }
    }
}
