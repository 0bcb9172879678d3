import { expect, it } from 'vitest';
import type { HouseholdChange } from '@/ipc/types';
import { bySteps } from './steps';

const change = (operation: number, of: Partial<HouseholdChange>): HouseholdChange =>
  ({ operation: { id: operation }, action: 'update', moved: null, columns: [], ...of }) as HouseholdChange;
const cell = [{ column: 'remark', title: '备注', old: null, new: '在家' }];

it('gathers what one step did, the newest step first', () => {
  const steps = bySteps([
    change(1, { columns: cell }),
    change(1, { action: 'insert' }),
    change(2, { moved: 'out' }),
  ]);
  expect(steps.map(({ operation, changes }) => [operation.id, changes.length])).toEqual([
    [2, 1],
    [1, 2],
  ]);
});

it('passes over what says nothing to people', () => {
  expect(bySteps([change(1, {})])).toEqual([]);
});
