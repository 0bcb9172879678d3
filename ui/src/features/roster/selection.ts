// Which people are picked for a change to all of them. Pure: every step gives a new selection.

export interface Selection {
  ids: ReadonlySet<number>;
  /** Row that was picked last; Shift goes on from it. */
  anchor: number | undefined;
}

export const nobody: Selection = { ids: new Set(), anchor: undefined };

/** Picks or unpicks all of them together: when one was not picked, all are. */
export function pickTogether(before: Selection, people: number[], anchor?: number): Selection {
  const ids = new Set(before.ids);
  const adds = people.some((each) => !ids.has(each));
  for (const each of people) {
    if (adds) ids.add(each);
    else ids.delete(each);
  }
  return { ids, anchor };
}

/** From the row picked last to this one, as in Excel with Shift. */
export function pickUpTo(before: Selection, row: number, at: (row: number) => number | undefined): Selection {
  const from = before.anchor ?? row;
  const ids = new Set(before.ids);
  for (let each = Math.min(from, row); each <= Math.max(from, row); each++) {
    const id = at(each);
    if (id !== undefined) ids.add(id);
  }
  return { ids, anchor: row };
}
