// Phones on the pages of the day: masked as the office has set, unless somebody asked to see them.
import { maskPhone } from '@/shared/format';
import { desk } from '@/shared/desk';

export const phonesText = (joined: string | null, isMasked = desk.isMasked): string =>
  joined && isMasked ? joined.split('、').map(maskPhone).join('、') : (joined ?? '');
