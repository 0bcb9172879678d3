import { expect, it, vi } from 'vitest';
import { call, onShut } from './call';
import { CallError } from './errors';
import { transport } from './transport';

vi.mock('./transport', () => ({ transport: { call: vi.fn() } }));

it('an answer that the office was locked sends the page to the gate, another failure does not', async () => {
  const follow = vi.fn();
  onShut(follow);
  const fail = (code: string): Promise<unknown> => {
    vi.mocked(transport.call).mockRejectedValueOnce(new CallError(code, ''));
    return call('today', {}).catch(() => undefined);
  };
  await fail('refused');
  expect(follow).not.toHaveBeenCalled();
  await fail('locked');
  await fail('must_sit_down');
  expect(follow).toHaveBeenCalledTimes(2);
});
