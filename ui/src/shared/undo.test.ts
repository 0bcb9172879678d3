import { beforeEach, expect, it, vi } from 'vitest';
import { call } from '@/ipc/call';
import type { Operation } from '@/ipc/types';
import { addRefusal, clearRefusals, forgetNotices, notices, sayError } from './notices';
import { asked, asksFirst, redoLast, undoLast } from './undo';

vi.mock('@/ipc/call', () => ({ call: vi.fn(), onShut: vi.fn() }));
const operation = (id: number, kind: string, changes: number): Operation => ({
  id,
  kind,
  changes,
  summary: `第${id}步`,
  who: '本机',
  at: '2022-04-11 08:00:00',
  reverses: null,
  stands: true,
  kept: 0,
});
const answers = (by: Record<string, unknown>): void => {
  vi.mocked(call).mockImplementation(((command: string) => Promise.resolve(by[command])) as never);
};

beforeEach(() => {
  forgetNotices();
  asked.value = undefined;
  vi.mocked(call).mockReset();
});

it('a whole import is asked about before one key takes it back', async () => {
  answers({ undo_next: operation(7, 'import', 12) });
  await undoLast();
  expect(asked.value?.id).toBe(7);
  await undoLast();
  expect(vi.mocked(call).mock.calls).toEqual([['undo_next', {}]]);
  expect([asksFirst(operation(1, 'edit', 200)), asksFirst(operation(1, 'edit', 201))]).toEqual([false, true]);
});

it('what is offered after an undo and after a redo is named by its number', async () => {
  const reversed = operation(7, 'edit', 1);
  const undone = { ...operation(8, 'undo', 1), summary: '撤销：第7步', reverses: 7 };
  const redone = { operation: 9, reversed: undone, kept: [] };
  answers({ undo_next: reversed, undo: { operation: 8, reversed, kept: [] }, redo: redone });
  await undoLast();
  const bring = notices[0]?.actions.at(-1);
  if (bring && 'run' in bring) bring.run();
  expect(vi.mocked(call)).toHaveBeenLastCalledWith('redo', { operation: 7 });

  await redoLast();
  expect(notices[0]?.text).toBe('已恢复：第7步');
  const back = notices[0]?.actions.at(-1);
  if (back && 'run' in back) back.run();
  expect(vi.mocked(call)).toHaveBeenLastCalledWith('undo', { operation: 7 });
});

it('what an undo left as it was can be opened from the status line', async () => {
  const kept = [{ table: 'resident', id: 3, why: 'edited_later' }];
  answers({
    undo_next: operation(7, 'edit', 2),
    undo: { operation: 8, reversed: operation(7, 'edit', 2), kept },
  });
  await undoLast();
  expect(notices[0]?.actions[0]).toMatchObject({ to: { name: 'history', query: { kept: '8' } } });
});

it('a refusal that stands is put away first', () => {
  expect(clearRefusals()).toBe(false);
  sayError(new Error('不行'));
  const clear = vi.fn();
  const forget = addRefusal(clear);
  expect(clearRefusals()).toBe(true);
  expect(clear).toHaveBeenCalledOnce();
  expect(notices).toEqual([]);
  forget();
  expect(clearRefusals()).toBe(false);
});
