// The Chinese of errors, by code. Never matches on text. A code that is not here shows the program's own message, which is Chinese.
import { CallError } from '@/ipc/errors';

const texts: Record<string, string> = {
  wrong_passphrase: '口令不对，打不开。请看看大小写和输入法，再试一次；文件没有改动。',
  empty_passphrase: '口令不能为空。',
  busy: '这个工作文件正被另一个程序使用。请先关掉那边，再试一次。',
  disk_full: '磁盘满了，没有写入任何内容。请清出一些空间再试。',
  already_exists: '已有同名的工作文件，没有覆盖。请换一个名称。',
  not_an_office: '这不是楼册的工作文件，没有改动它。请另选一个。',
  cancelled: '已取消，没有改动任何内容。',
  offline: '和楼册程序的联系断了。请看看程序是否还开着；您填的内容还在这页上。',
  unauthorized: '这个页面已失效。请从楼册程序重新打开窗口。',
  must_sit_down: '请先选“现在是谁在用”，再接着做。',
  locked: '工作文件已上锁，请先解锁。',
  no_office: '还没有打开工作文件。',
};

export function errorText(error: unknown): string {
  if (error instanceof CallError) return texts[error.code] ?? error.message;
  return error instanceof Error ? `程序出了差错：${error.message}` : '程序出了差错。';
}
