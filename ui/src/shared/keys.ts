// The keyboard of the whole program, as data: `?` shows this list and the frame acts on it.

export interface Shortcut {
  keys: string;
  does: string;
  group: string;
}

export const shortcuts: Shortcut[] = [
  { group: '哪里都能用', keys: 'Ctrl+K', does: '搜索：姓名、拼音、首字母、房号、电话或证件尾号' },
  { group: '哪里都能用', keys: 'Ctrl+Z', does: '撤销上一步' },
  { group: '哪里都能用', keys: 'Ctrl+Y', does: '恢复刚撤销的一步' },
  { group: '哪里都能用', keys: 'Ctrl+L', does: '上锁' },
  { group: '哪里都能用', keys: 'Alt+1 … Alt+9', does: '去第几间：今日、底册、搜索……' },
  { group: '哪里都能用', keys: '?', does: '看这张表' },
  { group: '哪里都能用', keys: 'Esc', does: '关闭、返回' },
  { group: '楼图', keys: '← → ↑ ↓', does: '走到旁边的房间' },
  { group: '楼图', keys: 'Enter', does: '打开这一户' },
  { group: '表格', keys: 'Ctrl+C / Ctrl+V', does: '和 Excel 互相复制粘贴' },
  { group: '表格', keys: 'F2 或 Enter', does: '改这一格' },
  { group: '表格', keys: '空格', does: '选中这几行的人，再按一次不选' },
  { group: '表格', keys: 'Ctrl+Enter', does: '打开这一户' },
  { group: '检测日', keys: 'Alt+[ / Alt+]', does: '前一页、后一页：排程、通知、打印、扫码登记……' },
  {
    group: '检测登记',
    keys: '12 301 302未 发热',
    does: '12号楼：301 都已采，302 未采，原因发热；也可以写 12-301、101-103、2 商铺1',
  },
  { group: '检测登记', keys: 'Enter', does: '记下这一行' },
  { group: '检测登记', keys: '↑', does: '取回上一行，没登记上的先取' },
  { group: '未检名单', keys: '↑ ↓', does: '上一人、下一人' },
  { group: '未检名单', keys: '1 / 0', does: '已采 / 未采，再选原因' },
  { group: '待定的问题', keys: '1 2 3', does: '照按钮的次序决定，接着看下一个' },
  { group: '扫码登记', keys: '扫码，或 12 301 + Enter', does: '登记；哪里都不用点，扫就是了' },
  { group: '扫码登记', keys: 'F2', does: '下一码是新采样管' },
  { group: '扫码登记', keys: 'F4', does: '封管' },
  { group: '扫码登记', keys: 'F6', does: '照样进这支管：居家隔离、封控的楼，规则要单采的' },
  { group: '扫码登记', keys: '1 … 9', does: '一户几个人时，选谁来了；Enter 是全部' },
  { group: '排程', keys: 'Alt+↑ / Alt+↓', does: '把一栋楼往前、往后挪' },
];

/** "Ctrl+Shift+Z" for an event; on a Mac ⌘ counts as Ctrl. */
export function chord(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && event.key.length > 1) parts.push('Shift');
  parts.push(event.key.length === 1 ? event.key.toUpperCase() : event.key);
  return parts.join('+');
}

/** Whether keys belong to the text being typed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
