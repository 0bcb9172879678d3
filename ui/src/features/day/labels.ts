// Which sticker sheets lie in the printer. Kept on this computer.
import { ref, watch } from 'vue';
import type { LabelSheet } from '@/ipc/types';

const key = 'louce.labels';
export const labelSheets: [LabelSheet, string][] = [
  ['2x5', '2×5，10 枚'],
  ['3x7', '3×7，21 枚'],
  ['3x8', '3×8，24 枚'],
  ['4x10', '4×10，40 枚'],
];
const kept = localStorage.getItem(key);
export const labelSheet = ref<LabelSheet>(labelSheets.find(([sheet]) => sheet === kept)?.[0] ?? '3x8');
watch(labelSheet, (sheet) => localStorage.setItem(key, sheet));
