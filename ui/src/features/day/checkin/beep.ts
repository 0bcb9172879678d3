// Tones that are told apart across a noisy hall: good, bad, a full tube, taken back. Can be muted; kept on this computer.
import { ref, watch } from 'vue';

export type Tone = 'good' | 'bad' | 'full' | 'back';
const key = 'louce.muted';
export const isMuted = ref(localStorage.getItem(key) === '1');
watch(isMuted, (value) => localStorage.setItem(key, value ? '1' : '0'));

/** Hertz, start and length in seconds. */
const tones: Record<Tone, [number, number, number][]> = {
  good: [[1320, 0, 0.09]],
  bad: [
    [220, 0, 0.16],
    [180, 0.2, 0.26],
  ],
  back: [
    [660, 0, 0.1],
    [440, 0.12, 0.14],
  ],
  full: [
    [880, 0, 0.09],
    [1175, 0.11, 0.09],
    [1568, 0.22, 0.16],
  ],
};
let context: AudioContext | undefined;

export function beep(tone: Tone): void {
  if (isMuted.value || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  void context.resume();
  for (const [hertz, after, seconds] of tones[tone]) {
    const from = context.currentTime + after;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = tone === 'bad' ? 'square' : 'sine';
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(tone === 'bad' ? 0.18 : 0.3, from);
    gain.gain.exponentialRampToValueAtTime(0.001, from + seconds);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + seconds);
  }
}
