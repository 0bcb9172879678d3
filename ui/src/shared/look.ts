// How this screen shows the program: theme and scale. Kept on this computer, not in the office file.
import { reactive, watch } from 'vue';

export type Theme = 'light' | 'dark';

export interface Look {
  theme: Theme;
  /** 100, 112, 125 or 150 per cent. */
  scale: number;
}

export const scales = [100, 112, 125, 150];
const key = 'louce.look';

function stored(): Look {
  try {
    const { theme, scale } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Look>;
    return {
      theme: theme === 'dark' ? 'dark' : 'light',
      scale: scales.includes(scale ?? 0) ? (scale ?? 100) : 100,
    };
  } catch {
    return { theme: 'light', scale: 100 };
  }
}

export const look = reactive<Look>(stored());

function show(): void {
  const root = document.documentElement;
  root.dataset.theme = look.theme;
  root.classList.toggle('dark', look.theme === 'dark');
  root.style.setProperty('--scale', String(look.scale / 100));
}

export function applyLook(): void {
  show();
  watch(look, () => {
    show();
    localStorage.setItem(key, JSON.stringify(look));
  });
}
