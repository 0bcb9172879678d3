//! What can be typed for the testing day. The doc comments here are the help texts people read, so they are Chinese.

mod after;
mod paper;
mod running;

use clap::{Args, ValueEnum};
use louce_core::antigen::Step;
use louce_core::board::CaseKind;
use louce_core::rules::Zone;
use louce_core::testing::CallOutcome;
use louce_core::testing::tubes::{Purpose, TestResult};
use louce_print::LabelSheet;

pub use after::{BoardCommand, CallCommand, IsolationCommand, ReviewCommand, RuleCommand};
pub use paper::{PaperArgs, PrintCommand};
pub use running::{AntigenCommand, NoticeCommand, PlanCommand, TubeCommand};

use crate::args::OfficeArg;

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

/// A sheet of labels.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SheetArg {
    #[value(name = "2x5")]
    TwoByFive,
    #[value(name = "3x7")]
    ThreeBySeven,
    #[value(name = "3x8")]
    ThreeByEight,
    #[value(name = "4x10")]
    FourByTen,
}

impl From<SheetArg> for LabelSheet {
    fn from(choice: SheetArg) -> Self {
        match choice {
            SheetArg::TwoByFive => Self::TwoByFive,
            SheetArg::ThreeBySeven => Self::ThreeBySeven,
            SheetArg::ThreeByEight => Self::ThreeByEight,
            SheetArg::FourByTen => Self::FourByTen,
        }
    }
}
