//! After the round: calls, the board, 复盘, rules, isolation. The doc comments are the help texts people read.

use std::path::PathBuf;

use clap::Subcommand;
use louce_core::values::Day;

use super::{CallArg, CaseArg, RoundArg, ZoneArg};
use crate::args::{OfficeArg, day};

#[derive(Debug, Subcommand)]
pub enum CallCommand {
    /// 没检测、要打电话的人，按楼排
    List {
        #[command(flatten)]
        round: RoundArg,
        /// 只看一栋楼
        #[arg(long, value_name = "楼号")]
        building: Option<String>,
        /// 最多列几个人
        #[arg(long, value_name = "人数")]
        limit: Option<u32>,
        /// 跳过前几个人
        #[arg(long, value_name = "人数")]
        offset: Option<u32>,
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
        /// 最多多少人（默认全部）
        #[arg(long, value_name = "人数")]
        limit: Option<u32>,
        /// 跳过前面多少人
        #[arg(long, value_name = "人数")]
        offset: Option<u32>,
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
    /// 去掉一条记错的
    Remove {
        #[command(flatten)]
        office: OfficeArg,
        /// 编号
        #[arg(value_name = "编号")]
        case: i64,
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
    /// 撤回一条写错的规则；以前的那条又算数
    Withdraw {
        #[command(flatten)]
        office: OfficeArg,
        /// 编号
        #[arg(value_name = "编号")]
        rule: i64,
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

#[derive(Debug, Subcommand)]
pub enum IsolationCommand {
    /// 隔离的人：第几天、到哪天、下次检测
    List {
        #[command(flatten)]
        office: OfficeArg,
        /// 日期（默认今天）
        #[arg(long, value_name = "日期", value_parser = day)]
        date: Option<Day>,
        /// 只看一栋楼
        #[arg(long, value_name = "楼号")]
        building: Option<String>,
        /// 只看一个人
        #[arg(long, value_name = "住户编号")]
        resident: Option<i64>,
    },
    /// 登记最后接触的日期，或者另定解除的日期；没写的就清掉
    Set {
        #[command(flatten)]
        office: OfficeArg,
        /// 住户编号，用逗号隔开
        #[arg(long, value_name = "住户编号", value_delimiter = ',', required = true)]
        residents: Vec<i64>,
        /// 最后接触的日期
        #[arg(long, value_name = "日期", value_parser = day)]
        exposure: Option<Day>,
        /// 不按规则、另定的解除日期
        #[arg(long, value_name = "日期", value_parser = day, requires = "reason")]
        ends: Option<Day>,
        /// 另定的原因
        #[arg(long, value_name = "原因")]
        reason: Option<String>,
        /// 今天解除，从今天起在住；没到日子的要写原因
        #[arg(long, conflicts_with_all = ["exposure", "ends"])]
        released: bool,
    },
}
