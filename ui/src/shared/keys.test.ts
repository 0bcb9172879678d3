import { describe, expect, it } from 'vitest';
import { chord, isTyping, shortcuts } from './keys';

const press = (key: string, more: KeyboardEventInit = {}): string =>
  chord(new KeyboardEvent('keydown', { key, ...more }));

describe('keys', () => {
  it('are named as the keyboard map names them', () => {
    expect(press('k', { ctrlKey: true })).toBe('Ctrl+K');
    expect(press('3', { altKey: true })).toBe('Alt+3');
    expect(press('?', { shiftKey: true })).toBe('?');
  });
  it('belong to a text while it is typed', () => {
    expect(isTyping(document.createElement('input'))).toBe(true);
    expect(isTyping(document.createElement('button'))).toBe(false);
  });
  it('mean one thing in one place', () => {
    const seen = shortcuts.map((shortcut) => shortcut.group + shortcut.keys);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
