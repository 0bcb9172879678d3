import { describe, expect, it } from 'vitest';
import { useQueue } from './queue';

const later = (ms = 1): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe('the queue of scans', () => {
  it('keeps every line and its order while the program is slow', async () => {
    const seen: string[] = [];
    const queue = useQueue<string>(async (line) => {
      await later();
      seen.push(line);
    });
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`);
    lines.forEach((line) => queue.push(line));
    expect(queue.waiting.value).toBe(40);
    while (queue.waiting.value > 0) await later();
    expect(seen).toEqual(lines);
  });
  it('never handles two lines at once', async () => {
    let running = 0;
    let most = 0;
    const queue = useQueue(async () => {
      most = Math.max(most, ++running);
      await later();
      running--;
    });
    for (let at = 0; at < 10; at++) queue.push('x');
    while (queue.waiting.value > 0) await later();
    expect(most).toBe(1);
  });
  it('takes what was held back before what came later', async () => {
    const seen: string[] = [];
    const queue = useQueue<string>(async (line) => {
      await later();
      if (line === 'tube') queue.unshift(['held']);
      seen.push(line);
    });
    ['tube', 'next'].forEach(queue.push);
    while (seen.length < 3) await later();
    expect(seen).toEqual(['tube', 'held', 'next']);
  });
});
