//! What a column of a ledger can hold. Names and codes only; how a header comes to mean a field is in `aliases`.
use std::borrow::Cow;
use std::fmt;

use louce_core::values::TagKind;

macro_rules! fields {
    ($($name:ident $code:literal $chinese:literal;)*) => {
        /// 栏目: what a column of a ledger holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $(#[doc = $chinese] $name,)*
            /// A column headed by a tag (独居, 高血压 …) whose cells are √/是/1.
            YesNo(TagKind),
        }
        impl Field {
            /// Every field but the [`Field::YesNo`] ones, in the order they are offered to a person.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// For storage and programs; [`Field::from_code`] reads it back.
            pub fn code(self) -> Cow<'static, str> {
                match self {
                    $(Self::$name => Cow::Borrowed($code),)*
                    Self::YesNo(kind) => Cow::Owned(format!("yes_no:{}", kind.code())),
                }
            }
            /// Chinese name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $chinese,)*
                    Self::YesNo(kind) => kind.name(),
                }
            }
        }
    };
}

fields! {
    Seq "seq" "序号";
    HouseholdNo "household_no" "户号";
    Name "name" "姓名";
    HeadName "head_name" "户主姓名";
    IdNumber "id_number" "证件号";
    IdType "id_type" "证件类型";
    Sex "sex" "性别";
    BirthDate "birth_date" "出生日期";
    Age "age" "年龄";
    Phone "phone" "电话";
    EmergencyName "emergency_name" "紧急联系人";
    EmergencyPhone "emergency_phone" "紧急联系电话";
    Building "building" "楼号";
    Unit "unit" "单元";
    Floor "floor" "楼层";
    Room "room" "室号";
    Address "address" "地址";
    Compound "compound" "小区";
    Registered "registered" "户籍地址";
    Relation "relation" "与户主关系";
    ResidenceType "residence_type" "人员类型";
    InResidence "in_residence" "在住";
    RoomLabel "room_label" "房屋标签";
    Tags "tags" "重点类别";
    Grid "grid" "网格";
    Block "block" "块";
    GridLeader "grid_leader" "网格员";
    BuildingLeader "building_leader" "楼组长";
    BlockLeader "block_leader" "块长";
    Keeper "keeper" "管家";
    LeaderPhone "leader_phone" "负责人电话";
    Carer "carer" "结对志愿者";
    CarerPhone "carer_phone" "志愿者电话";
    Guardian "guardian" "监护人";
    GuardianPhone "guardian_phone" "监护人电话";
    ChildrenCount "children_count" "子女数";
    ChildName "child_name" "子女姓名";
    ChildPhone "child_phone" "子女电话";
    Health "health" "健康状况";
    Needs "needs" "服务需求";
    Diagnosis "diagnosis" "诊断类型";
    Medicine "medicine" "用药";
    DueDate "due_date" "预产期";
    IsolationKind "isolation_kind" "隔离方式";
    IsolationPlace "isolation_place" "隔离地点";
    IsolationRoom "isolation_room" "隔离房间号";
    IsolationStart "isolation_start" "开始隔离时间";
    IsolationEnd "isolation_end" "结束隔离时间";
    IsolationReason "isolation_reason" "隔离原因";
    Origin "origin" "来源地";
    ReturnDate "return_date" "返回时间";
    Transport "transport" "交通方式";
    TripNo "trip_no" "车次/航班";
    HealthCode "health_code" "健康码";
    Nationality "nationality" "国籍";
    Ethnicity "ethnicity" "民族";
    Employer "employer" "工作单位";
    Education "education" "文化程度";
    Political "political" "政治面貌";
    Marriage "marriage" "婚姻状况";
    LivesCount "lives_count" "住几人";
    DoneCount "done_count" "已做几人";
    Sampled "sampled" "采样";
    TubeNo "tube_no" "采样管编号";
    SampleTime "sample_time" "采样时间";
    UntestedReason "untested_reason" "未检原因";
    Remark "remark" "备注";
    Ignored "ignored" "不导入";
    Extra "extra" "其他";
}

impl Field {
    /// Back from [`Field::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(tag) = code.strip_prefix("yes_no:") {
            return TagKind::from_code(tag).map(Self::YesNo);
        }
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }

    /// Whether it says where a household is; such cells are merged or left blank under the first member.
    pub(crate) fn is_place(self) -> bool {
        matches!(self, Self::Building | Self::Unit | Self::Floor | Self::Room | Self::Address)
    }

    /// Whether it belongs to the household or the house, so that a merged cell speaks for every row it covers.
    pub(crate) fn is_shared(self) -> bool {
        self.is_place()
            || matches!(
                self,
                Self::HouseholdNo
                    | Self::HeadName
                    | Self::Compound
                    | Self::Registered
                    | Self::ResidenceType
                    | Self::RoomLabel
                    | Self::Grid
                    | Self::Block
                    | Self::GridLeader
                    | Self::BuildingLeader
                    | Self::BlockLeader
                    | Self::Keeper
                    | Self::LeaderPhone
                    | Self::IsolationKind
                    | Self::IsolationPlace
                    | Self::IsolationRoom
                    | Self::IsolationStart
                    | Self::IsolationEnd
                    | Self::IsolationReason
                    | Self::Origin
                    | Self::ReturnDate
                    | Self::Transport
                    | Self::TripNo
                    | Self::SampleTime
            )
    }

    /// Whether a row that fills it speaks of a person.
    pub(crate) fn is_personal(self) -> bool {
        matches!(
            self,
            Self::IdNumber
                | Self::Sex
                | Self::BirthDate
                | Self::Age
                | Self::Phone
                | Self::Relation
                | Self::Ethnicity
        )
    }

    /// Whether several columns of it are read together instead of being taken for a mistake.
    pub(crate) fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::Phone
                | Self::IdNumber
                | Self::Remark
                | Self::Tags
                | Self::ChildName
                | Self::ChildPhone
                | Self::ResidenceType
                | Self::Ignored
                | Self::Extra
                | Self::Seq
                | Self::LeaderPhone
                | Self::YesNo(_)
        )
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_comes_back_from_its_code() {
        for &field in Field::ALL {
            assert_eq!(Field::from_code(&field.code()), Some(field));
        }
        for &kind in TagKind::ALL {
            let field = Field::YesNo(kind);
            assert_eq!(Field::from_code(&field.code()), Some(field));
        }
        assert_eq!(Field::from_code("yes_no:nothing"), None);
    }
}
