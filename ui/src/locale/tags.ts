// 重点类别 that a person may state, with their Chinese as the program names them. 65岁以上 and 80岁以上 follow from the birth date.
import type { TagKind } from '@/ipc/types';

export const tagKinds: { code: TagKind; name: string }[] = [
  { code: 'living_alone', name: '独居' },
  { code: 'empty_nest', name: '空巢' },
  { code: 'elderly_no_family', name: '孤老' },
  { code: 'lost_only_child', name: '失独' },
  { code: 'disabled', name: '失能' },
  { code: 'semi_disabled', name: '半失能' },
  { code: 'bedridden', name: '卧床' },
  { code: 'oxygen', name: '吸氧' },
  { code: 'dialysis', name: '肾透析' },
  { code: 'cancer_treatment', name: '肿瘤放化疗' },
  { code: 'hypertension', name: '高血压' },
  { code: 'diabetes', name: '糖尿病' },
  { code: 'mental_illness', name: '严重精神障碍' },
  { code: 'disability', name: '残疾' },
  { code: 'pregnant', name: '孕产妇' },
  { code: 'child_in_need', name: '困境儿童' },
  { code: 'low_income', name: '低保' },
  { code: 'five_guarantees', name: '五保' },
  { code: 'veteran', name: '优抚' },
  { code: 'foreign', name: '外籍' },
  { code: 'party_member', name: '党员' },
  { code: 'volunteer', name: '志愿者' },
];
