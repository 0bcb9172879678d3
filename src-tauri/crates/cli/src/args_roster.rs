//! What can be typed for the roster and the office file, beside the main list. The doc comments here are the help texts people read, so
//! they are Chinese.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::args::OfficeArg;

#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// 一次操作改了什么，逐格列出
    Show {
        #[command(flatten)]
        office: OfficeArg,
        /// 操作编号
        #[arg(value_name = "操作")]
        operation: i64,
    },
}

#[derive(Debug, Subcommand)]
pub enum ResponsibleCommand {
    /// 全部负责人
    List {
        #[command(flatten)]
        office: OfficeArg,
        /// 只看一栋楼
        #[arg(long, value_name = "楼号")]
        building: Option<String>,
    },
    /// 写明一个负责人
    Set {
        #[command(flatten)]
        office: OfficeArg,
        #[command(flatten)]
        who: ResponsibleArgs,
    },
    /// 不再负责
    Remove {
        #[command(flatten)]
        office: OfficeArg,
        /// 负责人编号
        #[arg(value_name = "编号")]
        id: i64,
    },
}

/// Somebody responsible.
#[derive(Debug, Args)]
pub struct ResponsibleArgs {
    /// 楼号
    #[arg(long, value_name = "楼号")]
    pub building: String,
    /// 单元（默认整栋楼）
    #[arg(long, value_name = "单元")]
    pub unit: Option<String>,
    /// 身份：楼组长、网格员等
    #[arg(long, value_name = "身份")]
    pub role: String,
    /// 姓名
    #[arg(long, value_name = "姓名")]
    pub name: String,
    /// 电话
    #[arg(long, value_name = "电话")]
    pub phone: Option<String>,
    /// 改已有的一个：负责人编号
    #[arg(long, value_name = "编号")]
    pub id: Option<i64>,
}

#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    /// 有哪些备份，新的在前
    List {
        #[command(flatten)]
        at: BackupArgs,
    },
    /// 现在备份，并验一遍
    Make {
        #[command(flatten)]
        at: BackupArgs,
    },
    /// 从备份恢复；现在的工作文件先备份，原样留在旁边
    Restore {
        #[command(flatten)]
        at: BackupArgs,
        /// 备份用的是以前的口令：口令文件，取第一行
        #[arg(long, value_name = "文件")]
        older_passphrase_file: Option<PathBuf>,
        /// 备份编号，见 backup list
        #[arg(value_name = "编号")]
        number: i64,
    },
}

/// An office, and where its backups are.
#[derive(Debug, Args)]
pub struct BackupArgs {
    #[command(flatten)]
    pub office: OfficeArg,
    /// 备份所在的文件夹（默认是工作文件旁边的“备份”）
    #[arg(long, value_name = "文件夹")]
    pub backup_dir: Option<PathBuf>,
}
