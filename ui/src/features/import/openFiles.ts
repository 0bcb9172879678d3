// Handles of the files that the plan at the desk was made of: whoever comes back to the room can add to them.
import { ref } from 'vue';

export const openFiles = ref<string[]>([]);
