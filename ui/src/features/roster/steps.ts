// Changes gathered by the step that made them. Pure.
import type { HouseholdChange, Operation } from '@/ipc/types';

export interface Step {
  operation: Operation;
  changes: HouseholdChange[];
}

/** Newest step first; what says nothing to people (no cell, nobody who moved, nothing made or gone) is left out. */
export function bySteps(changes: HouseholdChange[]): Step[] {
  const steps: Step[] = [];
  for (const change of changes) {
    if (change.columns.length === 0 && !change.moved && change.action === 'update') continue;
    const last = steps.at(-1);
    if (last?.operation.id === change.operation.id) last.changes.push(change);
    else steps.push({ operation: change.operation, changes: [change] });
  }
  return steps.reverse();
}
