// Whether the program still answers. Only what carries commands and events knows.
import { reactive } from 'vue';

export const link = reactive({ isLost: false });
