// The groups a list can be printed for, by the names the program knows: derived ones first, then those that a person states.
import { tagKinds } from '@/locale/tags';

const derived = ['80岁以上独居', '独居', '空巢', '纯老家庭', '80岁以上', '65岁以上', '婴幼儿', '0–6岁儿童'];
export const figuresOfGroups = [
  ...derived,
  ...tagKinds.map((each) => each.name).filter((name) => !derived.includes(name)),
];
