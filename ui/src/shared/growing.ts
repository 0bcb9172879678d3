// A long list is drawn as far as it was scrolled: the page comes at once, and nothing of the list is left out.
import { computed, nextTick, onScopeDispose, ref, useTemplateRef, watch, type ComputedRef } from 'vue';

/** What an element scrolls in; null is the window. */
function scroller(element: HTMLElement): HTMLElement | null {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return null;
}

/**
 * The rows drawn so far; more when the element with `ref="end"`, which stands after the last row, comes near. `subject` names what the
 * list is about: when that changes, the list begins at its top again. `atEnd` hears that all of it is drawn and its end is near.
 */
export function useGrowing<T>(
  list: () => readonly T[],
  subject: () => unknown,
  atEnd?: () => unknown,
  step = 50,
): ComputedRef<T[]> {
  const upTo = ref(step);
  const end = useTemplateRef<HTMLElement>('end');
  watch(subject, () => (upTo.value = step));
  let observer: IntersectionObserver | undefined;
  async function near(seen: IntersectionObserverEntry[]): Promise<void> {
    if (!seen.some((each) => each.isIntersecting)) return;
    if (upTo.value >= list().length) return void atEnd?.();
    upTo.value += step;
    await nextTick();
    look();
  }
  /** Looking anew tells whether the end is still near. */
  function look(): void {
    observer?.disconnect();
    if (!end.value) return;
    observer = new IntersectionObserver(near, { root: scroller(end.value), rootMargin: '800px' });
    observer.observe(end.value);
  }
  watch([end, () => list().length], look, { flush: 'post' });
  onScopeDispose(() => observer?.disconnect());
  return computed(() => list().slice(0, upTo.value));
}
